import { cache } from 'react'
import { requireSession } from '@/lib/session/server'
import { readPlaylist } from '@/lib/spotify/playlists'

/** Shared by the page and its title, so that both cost one call. */
export const readPlaylistOnce = cache(async (id: string) => {
  const { read } = await requireSession()
  return read((api) => readPlaylist(api, id))
})

export async function readPlaylistTitle(id: string): Promise<string> {
  // The page redirects: from a title it would come too late.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}
