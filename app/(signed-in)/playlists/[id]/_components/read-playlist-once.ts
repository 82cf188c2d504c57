import { cache } from 'react'
import { requireSession } from '@/lib/session/server'
import { readPlaylist } from '@/lib/spotify/playlists'

/** Shares one call between the page and its metadata. */
export const readPlaylistOnce = cache(async (id: string) => {
  const { read } = await requireSession()
  return read((api) => readPlaylist(api, id))
})

export async function readPlaylistTitle(id: string): Promise<string> {
  // Without a session, the page redirects. A redirect in the metadata would come too late.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}
