import { cache } from 'react'
import { requireSession } from '@/lib/session/server'
import { readPlaylist } from '@/lib/spotify/playlists'

/** Reads a playlist. The page and its metadata share one call to Spotify. */
export const readPlaylistOnce = cache(async (id: string) => {
  const { read } = await requireSession()
  return read((api) => readPlaylist(api, id))
})

export async function readPlaylistTitle(id: string): Promise<string> {
  // Ignores any redirect from `requireSession`. The page itself redirects, and a redirect from the metadata would come too late,
  // because Next streams the metadata.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}
