import type { Metadata } from 'next'
import { type ReactNode, Suspense } from 'react'
import { ArtistRowsClient, PlayRowsClient, TrackRowsClient } from '@/app/_components/listening/entry-rows-client'
import { GrantFirst } from '@/app/_components/listening/grant-first'
import { NowPlayingClient } from '@/app/_components/listening/now-playing-client'
import { Part, PartEmpty, PartFailure } from '@/app/_components/listening/part'
import { RangeLinks } from '@/app/_components/listening/range-links'
import { parseRange, ranges } from '@/app/_components/listening/ranges'
import { NowPlayingSkeleton, RowsSkeleton } from '@/app/_components/listening/skeletons'
import { PageHead } from '@/app/_components/page-head'
import { PageViewerClient } from '@/app/_components/page-viewer-client'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { readForPage, requireSession } from '@/lib/session/server'
import type { ReadApi } from '@/lib/spotify/api'
import {
  readNowPlaying,
  readRecentlyPlayed,
  readTopArtists,
  readTopTracks,
  type TimeRange,
} from '@/lib/spotify/listening'
import type { Scope } from '@/lib/spotify/scopes'
import { listeningPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Your listening' }

/** Spotify asks for no more than twenty things in a set. */
const topCount = 10
const playCount = 20

const needed = ['user-read-currently-playing', 'user-top-read', 'user-read-recently-played'] as const satisfies Scope[]

export default async function ListeningPage({ searchParams }: PageProps<'/listening'>) {
  const query = await searchParams
  const returnTo = toReturnPath(listeningPath, query)
  const { viewer, grantedScopes } = await requireSession(returnTo)
  const missing = needed.filter((scope) => !grantedScopes.includes(scope))
  const may = (scope: (typeof needed)[number]) => !missing.includes(scope)
  const range = parseRange(query.range)
  const top = { returnTo, timeRange: ranges[range].timeRange }
  return (
    <>
      <PageViewerClient viewerId={viewer.id} />
      <PageHead title="Your listening">What you play on Spotify: now, lately, and most of all.</PageHead>
      <div className="flex flex-col gap-12 pt-8 no-script:pb-12">
        {missing.length > 0 && <GrantFirst missing={missing} returnTo={returnTo} />}
        {may('user-read-currently-playing') && (
          <Suspense fallback={<NowPlayingSkeleton />}>
            <Now returnTo={returnTo} viewerId={viewer.id} />
          </Suspense>
        )}
        {may('user-top-read') && (
          <div>
            <RangeLinks range={range} />
            <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-12 lg:grid-cols-2">
              <Suspense key={`artists ${range}`} fallback={<RowsSkeleton title="Top artists" count={topCount} />}>
                <TopArtists {...top} />
              </Suspense>
              <Suspense key={`tracks ${range}`} fallback={<RowsSkeleton title="Top tracks" count={topCount} />}>
                <TopTracks {...top} />
              </Suspense>
            </div>
          </div>
        )}
        {may('user-read-recently-played') && (
          <Suspense fallback={<RowsSkeleton title="Recently played" count={playCount} className={twoColumns} />}>
            <Recently returnTo={returnTo} />
          </Suspense>
        )}
      </div>
    </>
  )
}

const twoColumns = 'lg:columns-2 lg:gap-12'

type PlaceProps = { returnTo: string }

function Now({ returnTo, viewerId }: PlaceProps & { viewerId: string }) {
  return fromSpotify('Now playing', returnTo, readNowPlaying, (nowPlaying) => (
    <NowPlayingClient served={nowPlaying} madeAtMs={Date.now()} viewerId={viewerId} returnTo={returnTo} />
  ))
}

type TopProps = PlaceProps & { timeRange: TimeRange }

function TopArtists({ returnTo, timeRange }: TopProps) {
  const read = (api: ReadApi) => readTopArtists(api, { range: timeRange, limit: topCount, offset: 0 })
  return fromSpotify('Top artists', returnTo, read, ({ items }) =>
    items.length > 0 ? (
      <ArtistRowsClient artists={items} />
    ) : (
      <PartEmpty>Nobody yet. Spotify needs to know you for a while.</PartEmpty>
    ),
  )
}

function TopTracks({ returnTo, timeRange }: TopProps) {
  const read = (api: ReadApi) => readTopTracks(api, { range: timeRange, limit: topCount, offset: 0 })
  return fromSpotify('Top tracks', returnTo, read, ({ items }) =>
    items.length > 0 ? (
      <TrackRowsClient tracks={items} />
    ) : (
      <PartEmpty>Nothing yet. Spotify needs to know you for a while.</PartEmpty>
    ),
  )
}

function Recently({ returnTo }: PlaceProps) {
  const read = (api: ReadApi) => readRecentlyPlayed(api, { limit: playCount })
  return fromSpotify('Recently played', returnTo, read, (plays) =>
    plays.length > 0 ? (
      <PlayRowsClient plays={plays} nowMs={Date.now()} className={twoColumns} />
    ) : (
      <PartEmpty>Nothing lately. What you play on Spotify will be here.</PartEmpty>
    ),
  )
}

async function fromSpotify<Value>(
  title: string,
  returnTo: string,
  read: (api: ReadApi) => Promise<Value>,
  show: (value: Value) => ReactNode,
) {
  const reading = await readForPage(returnTo, read)
  return (
    <Part title={title}>
      {reading.kind === 'failed' ? <PartFailure failure={reading} returnTo={returnTo} /> : show(reading.value)}
    </Part>
  )
}
