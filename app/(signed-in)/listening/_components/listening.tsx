import { type ReactNode, Suspense } from 'react'
import type { Result } from '@/lib/http/failures'
import { describeScope } from '@/lib/scope-descriptions'
import { readForPage } from '@/lib/session/read-for-page'
import { currentPath, type PageSession } from '@/lib/session/server'
import { startLoginPath } from '@/lib/session/urls'
import { readNowPlaying, readRecentlyPlayed, readTopArtists, readTopTracks } from '@/lib/spotify/listening'
import type { Scope } from '@/lib/spotify/scopes'
import { NowPlayingPanel } from './now-playing'
import { ArtistRows, PlayRows, TrackRows } from './rows'
import { NowPlayingSkeleton, RowsSkeleton, Section, SectionEmpty, SectionError } from './section'
import { type RangeName, TimeRangeLinks, toTimeRange } from './time-range'

const scopes = ['user-read-currently-playing', 'user-top-read', 'user-read-recently-played'] as const satisfies Scope[]

/** The number of items in each list. Spotify's guidelines allow up to 20 items. */
const topCount = 10
const playCount = 20

type ListeningProps = { session: PageSession; range: RangeName }

/**
 * Shows each section whose scope the visitor has granted, and a button for granting any missing scopes. Each section loads, or
 * fails to load, independently of the others.
 */
export function Listening({ session, range }: ListeningProps) {
  const missing = scopes.filter((scope) => !session.grantedScopes.includes(scope))
  const has = (scope: (typeof scopes)[number]) => !missing.includes(scope)
  return (
    <div className="flex flex-col gap-12 pt-8 no-script:pb-12">
      {missing.length > 0 && <GrantAccess missing={missing} />}
      {has('user-read-currently-playing') && <NowPlaying viewerId={session.viewer.id} />}
      {has('user-top-read') && <TopItems range={range} />}
      {has('user-read-recently-played') && <RecentlyPlayed />}
    </div>
  )
}

/** A notice with a button that requests all missing scopes at once. */
async function GrantAccess({ missing }: { missing: readonly Scope[] }) {
  const returnTo = await currentPath()
  return (
    <div className="notice-layout">
      <section className="notice" aria-labelledby="grant-access">
        <h2 id="grant-access" className="mb-3 text-2xl sm:text-3xl">
          Permission needed
        </h2>
        <p className="mb-2">To show your listening, this site needs permission to:</p>
        <ul className="mb-2 list-disc pl-6 font-semibold">
          {missing.map((scope) => (
            <li key={scope}>{describeScope(scope).grants}</li>
          ))}
        </ul>
        <p>Spotify will ask you, then bring you back here. This site can’t change anything in your account.</p>
        <p className="mt-6">
          <a href={startLoginPath({ returnTo, scope: missing.join(' ') })} className="button">
            Grant permission
          </a>
        </p>
        <p className="mt-6 text-xs text-soft">Code: missing_scope</p>
      </section>
    </div>
  )
}

async function NowPlaying({ viewerId }: { viewerId: string }) {
  const path = await currentPath()
  return (
    <Suspense fallback={<NowPlayingSkeleton />}>
      <FromSpotify title="Now playing" load={() => readForPage(readNowPlaying)}>
        {(nowPlaying) => (
          <NowPlayingPanel initialNowPlaying={nowPlaying} renderedAtMs={Date.now()} viewerId={viewerId} path={path} />
        )}
      </FromSpotify>
    </Suspense>
  )
}

function TopItems({ range }: { range: RangeName }) {
  const top = { range: toTimeRange(range), limit: topCount, offset: 0 }
  return (
    <div>
      <TimeRangeLinks range={range} />
      <div className="two-columns mt-4">
        <ListSection
          key={`artists ${range}`}
          title="Top artists"
          count={topCount}
          load={() => readForPage(async (api) => (await readTopArtists(api, top)).items)}
          empty="No top artists yet. Keep listening on Spotify, and they will appear here."
        >
          {(artists) => <ArtistRows artists={artists} />}
        </ListSection>
        <ListSection
          key={`tracks ${range}`}
          title="Top tracks"
          count={topCount}
          load={() => readForPage(async (api) => (await readTopTracks(api, top)).items)}
          empty="No top tracks yet. Keep listening on Spotify, and they will appear here."
        >
          {(tracks) => <TrackRows tracks={tracks} />}
        </ListSection>
      </div>
    </div>
  )
}

function RecentlyPlayed() {
  const twoColumns = 'lg:columns-2 lg:gap-12'
  return (
    <ListSection
      title="Recently played"
      count={playCount}
      className={twoColumns}
      load={() => readForPage((api) => readRecentlyPlayed(api, { limit: playCount }))}
      empty="Nothing played recently. What you play on Spotify will appear here."
    >
      {(plays) => <PlayRows plays={plays} nowMs={Date.now()} className={twoColumns} />}
    </ListSection>
  )
}

type FromSpotifyProps<Value> = {
  title: string
  load: () => Promise<Result<Value>>
  children: (value: Value) => ReactNode
}

type ListSectionProps<Item> = FromSpotifyProps<Item[]> & {
  /** The number of placeholder rows shown while the list is loading. */
  count: number
  /** The message shown if there are no items. */
  empty: string
  className?: string
}

function ListSection<Item>({ title, count, className, load, empty, children }: ListSectionProps<Item>) {
  return (
    <Suspense fallback={<RowsSkeleton title={title} count={count} className={className} />}>
      <FromSpotify title={title} load={load}>
        {(items) => (items.length > 0 ? children(items) : <SectionEmpty>{empty}</SectionEmpty>)}
      </FromSpotify>
    </Suspense>
  )
}

async function FromSpotify<Value>({ title, load, children }: FromSpotifyProps<Value>) {
  const result = await load()
  return (
    <Section title={title}>{result.kind === 'ok' ? children(result.value) : <SectionError failure={result} />}</Section>
  )
}
