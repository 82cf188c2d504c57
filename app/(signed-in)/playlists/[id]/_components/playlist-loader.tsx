import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound } from '@/app/_components/ui/pagination'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { toPlaylistName } from '@/app/(signed-in)/playlists/_components/list/playlist-entry'
import type { Result } from '@/lib/result'
import type { SignedIn } from '@/lib/session/server'
import { pageSize, readPlaylistItems } from '@/lib/spotify/playlists'
import type { Page, Playlist, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { BackToPlaylists, PlaylistHeader } from './playlist-header'
import { readPlaylistOnce } from './read-playlist-once'
import { TrackList } from './track-list'

export type PlaylistLoaderProps = { id: string; page: number; viewerId: string } & Pick<SignedIn, 'read'>

/**
 * Reads a playlist and one page of its items on the server. Spotify includes the first page in the playlist; another page is read
 * in parallel.
 */
export async function PlaylistLoader({ id, page, viewerId, read }: PlaylistLoaderProps) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const later = page > 1 ? read((api) => readPlaylistItems(api, id, params)) : null
  const [result, laterItems] = await Promise.all([readPlaylistOnce(id), later])
  if (result.kind === 'failed') {
    const spotifyUrl = `https://open.spotify.com/playlist/${encodeURIComponent(id)}`
    return (
      <>
        <BackToPlaylists />
        <ReadErrorCard failure={result} heading="h1" spotifyUrl={spotifyUrl} />
      </>
    )
  }
  const { items, ...playlist } = result.value
  return (
    <>
      <PlaylistHeader playlist={playlist} viewerId={viewerId} />
      <div className="min-h-[50dvh] pt-8 print:pt-4">
        <Items playlist={playlist} page={page} firstItems={items} laterItems={laterItems} viewerId={viewerId} />
      </div>
    </>
  )
}

type ItemsProps = {
  playlist: Playlist
  page: number
  firstItems: Page<PlaylistItem> | null
  /** The page's items; `null` on the first page, where the playlist includes them. */
  laterItems: Result<Page<PlaylistItem>> | null
  viewerId: string
}

function Items({ playlist, page, firstItems, laterItems, viewerId }: ItemsProps) {
  if (!firstItems) return <Withheld playlist={playlist} />
  if (laterItems?.kind === 'failed') return <ReadErrorCard failure={laterItems} />
  const items = laterItems?.value ?? firstItems
  if (items.total === 0)
    return (
      <EmptyState title="No tracks yet">
        <p>Add a track on Spotify, and it shows up here.</p>
      </EmptyState>
    )
  const { total, offset } = items
  const toHref = (page: number) => playlistPath(playlist.id, page)
  if (offset >= total) return <PageNotFound page={page} total={total} limit={pageSize} noun="track" toHref={toHref} />
  return (
    <TrackList
      key={offset}
      playlistId={playlist.id}
      viewerId={viewerId}
      initialPage={items}
      renderedAtMs={Date.now()}
    />
  )
}

function Withheld({ playlist }: { playlist: Playlist }) {
  return (
    <EmptyState title="The tracks are only visible on Spotify">
      <p className="mb-4">Spotify doesn’t show the tracks of other people’s playlists to apps in development mode.</p>
      <SpotifyLink href={playlist.spotifyUrl} name={toPlaylistName(playlist)} className="button" />
    </EmptyState>
  )
}
