import type { Page, Playlist } from '@/lib/spotify/shapes'

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

/** A page of Spotify's with two places. */
export const pageOf = (number: number, ids: string[], total = 6): Page<Playlist> => ({
  items: ids.map((id) => playlistOf(id)),
  total,
  limit: 2,
  offset: number * 2,
})
