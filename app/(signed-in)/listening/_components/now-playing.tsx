'use client'

import { type MouseEvent, useEffect, useRef, useState } from 'react'
import useSWR from 'swr'
import { useAnnouncedRefresh } from '@/app/_components/ui/announcer'
import { Cover } from '@/app/_components/ui/cover'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { InlineError } from '@/app/(signed-in)/_components/inline-error'
import { JsonFailure } from '@/app/(signed-in)/_components/read-json'
import { TrackName } from '@/app/(signed-in)/_components/track-name'
import { useReadJson } from '@/app/(signed-in)/_components/use-read-json'
import type { NowPlaying } from '@/lib/spotify/listening'
import { TrackArtists } from './rows'

export type NowPlayingPanelProps = {
  initialNowPlaying: NowPlaying | null
  /** When the server rendered the page, according to the server's clock. */
  renderedAtMs: number
  viewerId: string
  path: string
}

type NowPlayingState = { nowPlaying: NowPlaying | null; renderedAtMs: number }

/** Each refresh calls Spotify, so the panel refreshes only while the tab is visible, and for at most 30 minutes. */
const refreshIntervalMs = 30_000
const maxRefreshes = 60

/** Turns off SWR's automatic revalidation, except at a fixed interval. */
const noOtherRefreshes = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  revalidateOnMount: false,
  shouldRetryOnError: false,
}

/**
 * Shows the current track, starting with the server-rendered one. Updates automatically until a refresh fails or 30 minutes have
 * passed.
 */
export function NowPlayingPanel({ path, ...props }: NowPlayingPanelProps) {
  const { nowPlaying, failure, isRefreshing, isAutomatic, refresh } = useNowPlaying(props)
  const isHydrated = useHydrated()
  const pressRefresh = useAnnouncedRefresh(isRefreshing, failure !== null, refresh)
  const onClick = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (!isRefreshing) pressRefresh()
  }
  return (
    <>
      <Current nowPlaying={nowPlaying} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 font-display text-sm print:hidden">
        <p className="text-soft">{isHydrated && toStatus(isAutomatic, failure !== null)}</p>
        {/* Without JavaScript, this plain link reloads the page. */}
        <a
          href={path}
          aria-disabled={isRefreshing || undefined}
          onClick={onClick}
          className="link inline-flex min-h-11 items-center"
        >
          {isRefreshing ? 'Refreshing…' : 'Refresh'}
        </a>
      </div>
      <InlineError failure={failure} isLoading={isRefreshing} retry={refresh} />
    </>
  )
}

function toStatus(isAutomatic: boolean, hasFailed: boolean): string {
  if (isAutomatic) return 'Refreshes every 30 seconds.'
  return hasFailed ? 'Automatic refresh has stopped.' : 'Automatic refresh has stopped after 30 minutes.'
}

function useNowPlaying({ initialNowPlaying, renderedAtMs, viewerId }: Omit<NowPlayingPanelProps, 'path'>) {
  const [refreshCount, setRefreshCount] = useState(0)
  /** Whether the visitor has pressed Refresh. If so, other pages also stop reusing Spotify's responses. */
  const isRequested = useRef(false)
  const isWithinLimit = refreshCount < maxRefreshes
  const readJson = useReadJson()
  const fetcher = async ([address, ownerId]: [address: string, ownerId: string]) => {
    setRefreshCount((count) => count + 1)
    const isReload = isRequested.current
    isRequested.current = false
    const read = await readJson<Pick<NowPlayingState, 'nowPlaying'>>(address, ownerId, { isReload })
    return { ...read, renderedAtMs }
  }
  // SWR (2.5.1) skips interval refreshes while the tab is hidden and after a failure.
  const { data, error, isValidating, mutate } = useSWR<NowPlayingState, unknown, [string, string]>(
    ['/api/listening/now', viewerId],
    fetcher,
    { ...noOtherRefreshes, refreshInterval: isWithinLimit ? refreshIntervalMs : 0 },
  )
  // Returns the cached data or, if the server has rendered the page more recently, the server-rendered data.
  const newer = (known: NowPlayingState | undefined) =>
    known && known.renderedAtMs >= renderedAtMs ? known : { nowPlaying: initialNowPlaying, renderedAtMs }
  // Stores the server-rendered data in SWR's cache, which also clears any failure from an earlier visit.
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per server-rendered page
  useEffect(() => void mutate(newer, { revalidate: false }), [mutate, renderedAtMs])
  const failure = error instanceof JsonFailure ? error : null
  return {
    nowPlaying: newer(data).nowPlaying,
    failure,
    isRefreshing: isValidating,
    isAutomatic: isWithinLimit && !failure,
    refresh() {
      isRequested.current = true
      void mutate()
    },
  }
}

function Current({ nowPlaying }: { nowPlaying: NowPlaying | null }) {
  if (!nowPlaying) return <NoTrack>Nothing is playing.</NoTrack>
  const { track, isPlaying, isAdvertisement } = nowPlaying
  if (!track)
    return (
      <NoTrack>
        {isAdvertisement ? 'An advertisement is playing.' : 'Something is playing, but Spotify doesn’t say what.'}
      </NoTrack>
    )
  return (
    <div className="flex min-h-52 flex-wrap items-center gap-4 border border-line bg-panel p-4 sm:min-h-48.5 sm:gap-6">
      <Cover pictureUrl={track.pictureUrl} isEager className="w-24 sm:w-40" />
      <div className="min-w-0 grow basis-[min(9rem,100%)]">
        <p className="tag mb-2">{isPlaying ? 'Playing' : 'Paused'}</p>
        <p className="text-xl leading-snug font-semibold sm:text-2xl">
          <TrackName track={track} />
        </p>
        <TrackArtists track={track} className="mt-1" />
        {track.artists.length > 0 && track.album && (
          <p className="text-sm text-soft">
            <span className="sr-only">Album: </span>
            <bdi>{track.album}</bdi>
          </p>
        )}
        <SpotifyLink href={track.spotifyUrl} name={track.name ?? 'the current track'} />
      </div>
    </div>
  )
}

function NoTrack({ children }: { children: string }) {
  return (
    <p className="flex min-h-52 items-center border border-dashed border-edge p-4 font-display text-lg text-soft sm:min-h-48.5 sm:p-6">
      {children}
    </p>
  )
}
