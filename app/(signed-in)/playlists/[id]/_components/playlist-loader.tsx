import { cache } from 'react'
import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound } from '@/app/_components/ui/pagination'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { toPlaylistName } from '@/app/(signed-in)/playlists/_components/playlist-entry'
import { siteName } from '@/app/site'
import type { Result } from '@/lib/http/failures'
import { readForPage } from '@/lib/session/read-for-page'
import { pageSize, readPlaylist, readPlaylistItems } from '@/lib/spotify/playlists'
import type { Page, Playlist, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { BackToPlaylists, PlaylistHeader, PlaylistHeaderSkeleton } from './playlist-header'
import { TrackList } from './track-list'
import { TrackHeadings, TrackRowSkeleton } from './track-row'

/** Reads a playlist. The page and its metadata share one call to Spotify. */
const readPlaylistOnce = cache((id: string) => readForPage((api) => readPlaylist(api, id)))

export async function readPlaylistTitle(id: string): Promise<string> {
  // Ignores any redirect from `readForPage`. The page itself redirects, and a redirect from the metadata would come too late,
  // because Next streams the metadata.
  const playlist = await readPlaylistOnce(id).catch(() => null)
  return (playlist?.kind === 'ok' && playlist.value.name.trim()) || 'Playlist'
}

type PlaylistLoaderProps = { id: string; page: number; viewerId: string }

/**
 * Reads a playlist and one page of its items on the server. Spotify's response for a playlist includes the first page of items. If
 * a later page is needed, it is read in parallel with the playlist.
 */
export async function PlaylistLoader({ id, page, viewerId }: PlaylistLoaderProps) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const later = page > 1 ? readForPage((api) => readPlaylistItems(api, id, params)) : null
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
  const { items: firstItems, ...playlist } = result.value
  const items = firstItems && (laterItems ?? { kind: 'ok', value: firstItems })
  return (
    <>
      <PlaylistHeader playlist={playlist} viewerId={viewerId} />
      <div className="min-h-[50dvh] pt-8 print:pt-4">
        <Items playlist={playlist} page={page} result={items} viewerId={viewerId} />
      </div>
    </>
  )
}

type ItemsProps = {
  playlist: Playlist
  page: number
  /** `null` if Spotify doesn't share the items with this app. */
  result: Result<Page<PlaylistItem>> | null
  viewerId: string
}

function Items({ playlist, page, result, viewerId }: ItemsProps) {
  if (!result) return <Withheld playlist={playlist} />
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { total, offset } = result.value
  if (total === 0)
    return (
      <EmptyState title="No tracks yet">
        <p>Add a track on Spotify, and it shows up here.</p>
      </EmptyState>
    )
  const toHref = (page: number) => playlistPath(playlist.id, page)
  if (offset >= total) return <PageNotFound page={page} total={total} limit={pageSize} noun="track" toHref={toHref} />
  return (
    <TrackList
      key={offset}
      playlistId={playlist.id}
      viewerId={viewerId}
      initialPage={result.value}
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

/** A placeholder for the page, shown until Spotify responds. The placeholder has the same layout as the finished page. */
export function PlaylistSkeleton() {
  return (
    <div className="no-script:hidden">
      <title>{`Playlist · ${siteName}`}</title>
      <h1 className="sr-only">Playlist</h1>
      <p role="status" className="sr-only">
        Loading the playlist
      </p>
      <div className="night band">
        <BackToPlaylists />
        <div aria-hidden="true">
          <PlaylistHeaderSkeleton />
        </div>
      </div>
      <div aria-hidden="true" className="pt-8">
        <div className="mb-4 flex min-h-11 items-center justify-between">
          <div className="blank h-5 w-48" />
          <div className="blank h-11 w-24" />
        </div>
        <div className="mb-4 h-5" />
        <TrackHeadings />
        <ol role="list">
          {Array.from({ length: 12 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical
            <TrackRowSkeleton key={index} />
          ))}
        </ol>
      </div>
    </div>
  )
}
