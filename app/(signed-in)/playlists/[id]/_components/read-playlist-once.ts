import { cache } from 'react'
import { readForPage } from '@/lib/session/read-for-page'
import { readPlaylist } from '@/lib/spotify/playlists'

/** Reads a playlist. The page and its metadata share one call to Spotify. */
export const readPlaylistOnce = cache((id: string) => readForPage((api) => readPlaylist(api, id)))

export async function readPlaylistTitle(id: string): Promise<string> {
  // Ignores any redirect from `readForPage`. The page itself redirects, and a redirect from the metadata would come too late,
  // because Next streams the metadata.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}
