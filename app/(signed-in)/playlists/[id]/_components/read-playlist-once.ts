import { cache } from 'react'
import { requireSession } from '@/lib/session/server'
import { readPlaylist } from '@/lib/spotify/playlists'

/** The page and its title share this call. */
export const readPlaylistOnce = cache(async (id: string) => {
  const { read } = await requireSession()
  return read((api) => readPlaylist(api, id))
})

export async function readPlaylistTitle(id: string): Promise<string> {
  // If the session is missing, the page redirects; a redirect from metadata would come too late.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}
