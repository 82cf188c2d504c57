import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistOf } from '../../../../tests/unit/app/playlists/playlist-of.ts'

/** Returns one page of playlists. Each page has at most two playlists. */
export const pageOf = (number: number, ids: string[], total = 6): Page<Playlist> => ({
  items: ids.map((id) => playlistOf(id)),
  total,
  limit: 2,
  offset: number * 2,
})
