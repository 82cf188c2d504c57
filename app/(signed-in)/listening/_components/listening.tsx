import { type ReactNode, Suspense } from 'react'
import type { Result } from '@/lib/result'
import { currentPath, type SignedIn } from '@/lib/session/server'
import { readNowPlaying, readRecentlyPlayed, readTopArtists, readTopTracks } from '@/lib/spotify/listening'
import type { Scope } from '@/lib/spotify/scopes'
import { GrantAccess } from './grant-access'
import { NowPlayingPanel } from './now-playing'
import { ArtistRows, PlayRows, TrackRows } from './rows'
import { Section, SectionEmpty, SectionError } from './section'
import { NowPlayingSkeleton, RowsSkeleton } from './skeletons'
import { type RangeName, TimeRangeLinks, toTimeRange } from './time-range'

const scopes = ['user-read-currently-playing', 'user-top-read', 'user-read-recently-played'] as const satisfies Scope[]

/** Spotify's guidelines allow up to 20 items in a list. */
const topCount = 10
const playCount = 20

const twoColumns = 'lg:columns-2 lg:gap-12'

/** Shows the sections whose scope is granted, and a button to grant the missing scopes. Sections stream and fail independently. */
export function Listening({ session, viewer, read, range }: SignedIn & { range: RangeName }) {
  const missing = scopes.filter((scope) => !session.grantedScopes.includes(scope))
  const has = (scope: (typeof scopes)[number]) => !missing.includes(scope)
  return (
    <div className="flex flex-col gap-12 pt-8 no-script:pb-12">
      {missing.length > 0 && <GrantAccess missing={missing} />}
      {has('user-read-currently-playing') && <NowPlaying viewerId={viewer.id} read={read} />}
      {has('user-top-read') && <TopItems range={range} read={read} />}
      {has('user-read-recently-played') && <RecentlyPlayed read={read} />}
    </div>
  )
}

type SectionProps = Pick<SignedIn, 'read'>

async function NowPlaying({ viewerId, read }: SectionProps & { viewerId: string }) {
  const path = await currentPath()
  return (
    <Suspense fallback={<NowPlayingSkeleton />}>
      <FromSpotify title="Now playing" load={() => read(readNowPlaying)}>
        {(nowPlaying) => (
          <NowPlayingPanel initialNowPlaying={nowPlaying} renderedAtMs={Date.now()} viewerId={viewerId} path={path} />
        )}
      </FromSpotify>
    </Suspense>
  )
}

function TopItems({ range, read }: SectionProps & { range: RangeName }) {
  const top = { range: toTimeRange(range), limit: topCount, offset: 0 }
  return (
    <div>
      <TimeRangeLinks range={range} />
      <div className="mt-4 grid grid-cols-[minmax(0,1fr)] gap-12 lg:grid-cols-2">
        <Suspense key={`artists ${range}`} fallback={<RowsSkeleton title="Top artists" count={topCount} />}>
          <FromSpotify title="Top artists" load={() => read((api) => readTopArtists(api, top))}>
            {({ items }) =>
              items.length > 0 ? (
                <ArtistRows artists={items} />
              ) : (
                <SectionEmpty>No top artists yet. Keep listening on Spotify, and they will appear here.</SectionEmpty>
              )
            }
          </FromSpotify>
        </Suspense>
        <Suspense key={`tracks ${range}`} fallback={<RowsSkeleton title="Top tracks" count={topCount} />}>
          <FromSpotify title="Top tracks" load={() => read((api) => readTopTracks(api, top))}>
            {({ items }) =>
              items.length > 0 ? (
                <TrackRows tracks={items} />
              ) : (
                <SectionEmpty>No top tracks yet. Keep listening on Spotify, and they will appear here.</SectionEmpty>
              )
            }
          </FromSpotify>
        </Suspense>
      </div>
    </div>
  )
}

function RecentlyPlayed({ read }: SectionProps) {
  return (
    <Suspense fallback={<RowsSkeleton title="Recently played" count={playCount} className={twoColumns} />}>
      <FromSpotify title="Recently played" load={() => read((api) => readRecentlyPlayed(api, { limit: playCount }))}>
        {(plays) =>
          plays.length > 0 ? (
            <PlayRows plays={plays} nowMs={Date.now()} className={twoColumns} />
          ) : (
            <SectionEmpty>Nothing played recently. What you play on Spotify will appear here.</SectionEmpty>
          )
        }
      </FromSpotify>
    </Suspense>
  )
}

type FromSpotifyProps<Value> = {
  title: string
  load: () => Promise<Result<Value>>
  children: (value: Value) => ReactNode
}

async function FromSpotify<Value>({ title, load, children }: FromSpotifyProps<Value>) {
  const result = await load()
  return (
    <Section title={title}>{result.kind === 'ok' ? children(result.value) : <SectionError failure={result} />}</Section>
  )
}
