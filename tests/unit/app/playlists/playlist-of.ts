import type { Playlist } from '@/lib/spotify/shapes'

export const playlistOf = (id: string, rest: Partial<Playlist> = {}): Playlist => ({
  id,
  name: id,
  description: null,
  pictureUrl: null,
  spotifyUrl: null,
  owner: { id: 'me', name: 'Me' },
  visibility: 'private',
  isCollaborative: false,
  itemCount: 1,
  ...rest,
})
