import type { Metadata } from 'next'
import { cache, Suspense } from 'react'
import { EmptyPlace } from '@/app/_components/empty-place'
import { Failure } from '@/app/_components/failure'
import { NoSuchPage } from '@/app/_components/no-such-page'
import { PageViewerClient } from '@/app/_components/page-viewer-client'
import { parsePage } from '@/app/_components/paging'
import { FirstTitleClient } from '@/app/_components/playlist/first-title-client'
import { ItemsClient } from '@/app/_components/playlist/items-client'
import { BackToPlaylists, PlaylistHeader } from '@/app/_components/playlist/playlist-header'
import { PlaylistSkeleton } from '@/app/_components/playlist/playlist-skeleton'
import { toPlaylistName } from '@/app/_components/playlist-card'
import { siteName } from '@/app/_components/site'
import { SpotifyLink } from '@/app/_components/spotify-link'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import type { Reading } from '@/lib/session/reading'
import { readForPage, requireSession } from '@/lib/session/server'
import { pageSize, readPlaylist, readPlaylistItems } from '@/lib/spotify/playlists'
import type { Page, Playlist, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'

type PlaylistPageProps = PageProps<'/playlists/[id]'>
type Place = { id: string; page: number; returnTo: string }

/** Shared by the page and its title: one call. */
const readOnce = cache((id: string, returnTo: string) => readForPage(returnTo, (api) => readPlaylist(api, id)))

export async function generateMetadata(props: PlaylistPageProps): Promise<Metadata> {
  const { id, returnTo } = await toPlace(props)
  // A redirect is for the page to make; a title that leads away would come too late.
  const reading = await readOnce(id, returnTo).catch(() => null)
  return { title: (reading?.kind === 'read' && reading.value.name.trim()) || 'Playlist' }
}

export default async function PlaylistPage(props: PlaylistPageProps) {
  const place = await toPlace(props)
  const { viewer } = await requireSession(place.returnTo)
  return (
    <>
      <FirstTitleClient>{`Playlist · ${siteName}`}</FirstTitleClient>
      <Suspense key={place.page} fallback={<PlaylistSkeleton />}>
        <PlaylistWithItems place={place} viewerId={viewer.id} />
        <PageViewerClient viewerId={viewer.id} />
      </Suspense>
    </>
  )
}

async function toPlace({ params, searchParams }: PlaylistPageProps): Promise<Place> {
  const { id } = await params
  const query = await searchParams
  return { id, page: parsePage(query.page), returnTo: toReturnPath(playlistPath(id), query) }
}

async function PlaylistWithItems({ place, viewerId }: { place: Place; viewerId: string }) {
  const { id, page, returnTo } = place
  const later = page > 1 ? readLaterItems(place) : null
  const [reading, laterReading] = await Promise.all([readOnce(id, returnTo), later])
  if (reading.kind === 'failed') {
    const spotifyUrl = `https://open.spotify.com/playlist/${encodeURIComponent(id)}`
    return (
      <>
        <BackToPlaylists />
        <Failure failure={reading} returnTo={returnTo} heading="h1" spotifyUrl={spotifyUrl} />
      </>
    )
  }
  const { items, ...playlist } = reading.value
  return (
    <>
      <PlaylistHeader playlist={playlist} viewerId={viewerId} />
      <div className="min-h-[50dvh] pt-8 print:pt-4">
        <Items playlist={playlist} place={place} first={items} later={laterReading} viewerId={viewerId} />
      </div>
    </>
  )
}

function readLaterItems({ id, page, returnTo }: Place): Promise<Reading<Page<PlaylistItem>>> {
  const slice = { limit: pageSize, offset: (page - 1) * pageSize }
  return readForPage(returnTo, (api) => readPlaylistItems(api, id, slice))
}

type ItemsProps = {
  playlist: Playlist
  place: Place
  first: Page<PlaylistItem> | null
  /** Of a page after the first. */
  later: Reading<Page<PlaylistItem>> | null
  viewerId: string
}

function Items({ playlist, place, first, later, viewerId }: ItemsProps) {
  if (!first) return <Withheld playlist={playlist} />
  if (later?.kind === 'failed') return <Failure failure={later} returnTo={place.returnTo} />
  const items = later?.value ?? first
  if (items.total === 0)
    return (
      <EmptyPlace title="Nothing in it yet">
        <p>Add something on Spotify, and it will be here.</p>
      </EmptyPlace>
    )
  const { total, offset } = items
  const toHref = (page: number) => playlistPath(playlist.id, page)
  if (offset >= total)
    return <NoSuchPage page={place.page} total={total} limit={pageSize} noun="track" toHref={toHref} />
  return <ItemsClient key={offset} playlistId={playlist.id} viewerId={viewerId} served={items} madeAtMs={Date.now()} />
}

function Withheld({ playlist }: { playlist: Playlist }) {
  return (
    <EmptyPlace title="What is in it stays on Spotify">
      <p className="mb-4">
        Spotify does not show the contents of other people’s playlists to apps in development mode. You can see them
        there.
      </p>
      <SpotifyLink href={playlist.spotifyUrl} name={toPlaylistName(playlist)} className="button" />
    </EmptyPlace>
  )
}
