'use client'

import { type MouseEvent, useEffect, useState } from 'react'
import useSWR from 'swr'
import { Cover } from '@/app/_components/ui/cover'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { useAnnouncedRefresh } from '@/app/_components/ui/use-announced-refresh'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { InlineError } from '@/app/(signed-in)/_components/inline-error'
import { JsonFailure } from '@/app/(signed-in)/_components/read-json'
import { useReadJson } from '@/app/(signed-in)/_components/session-provider'
import type { NowPlaying } from '@/lib/spotify/listening'
import { TrackMakers, TrackName } from './track-text'

export type NowPlayingProps = {
  initialNowPlaying: NowPlaying | null
  /** When the server made it, by its clock: the way back shows what has been found since. */
  renderedAtMs: number
  viewerId: string
  path: string
}

type Answer = { nowPlaying: NowPlaying | null; renderedAtMs: number }

/** Each look costs a call of the app's share at Spotify: slowly, only in a tab that is seen, and half an hour at most. */
const everyMs = 30_000
const maxLooks = 60

/** No other reads by SWR: each one costs a call to Spotify. */
const onlyWhenAsked = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  revalidateOnMount: false,
  shouldRetryOnError: false,
}

/** What plays, as the server found it, then looked at again from time to time. Any failure ends that until a press. */
export function NowPlayingPanel({ path, ...rest }: NowPlayingProps) {
  const { answer, failure, isLooking, isWatching, look } = useNowPlaying(rest)
  const isHydrated = useHydrated()
  const press = useAnnouncedRefresh(isLooking, failure !== null, look)
  const onPress = (event: MouseEvent) => {
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return
    event.preventDefault()
    if (!isLooking) press()
  }
  return (
    <>
      <OnAir nowPlaying={answer.nowPlaying} />
      <div className="mt-3 flex flex-wrap items-center justify-between gap-x-4 gap-y-2 font-display text-sm print:hidden">
        <p className="text-soft">{isHydrated && toWatch(isWatching, failure !== null)}</p>
        {/* A plain link where there is no script: the page then brings it. */}
        <a
          href={path}
          aria-disabled={isLooking || undefined}
          onClick={onPress}
          className="link inline-flex min-h-11 items-center"
        >
          {isLooking ? 'Looking…' : 'Look again'}
        </a>
      </div>
      <InlineError failure={failure} isLoading={isLooking} retry={look} />
    </>
  )
}

function toWatch(isWatching: boolean, hasFailed: boolean): string {
  if (isWatching) return 'Looked at again every half minute.'
  return hasFailed ? 'Not looked at by itself any more.' : 'Not looked at by itself any more: it has been half an hour.'
}

function useNowPlaying({ initialNowPlaying, renderedAtMs, viewerId }: Omit<NowPlayingProps, 'path'>) {
  const [looks, setLooks] = useState(0)
  const isWithinBounds = looks < maxLooks
  const readJson = useReadJson()
  const fetcher = async ([address, ownerId]: [address: string, ownerId: string]) => {
    setLooks((count) => count + 1)
    return { ...(await readJson<Pick<Answer, 'nowPlaying'>>(address, ownerId)), renderedAtMs }
  }
  // Neither in a hidden tab nor after a failure does SWR (2.5.1) ask by itself.
  const { data, error, isValidating, mutate } = useSWR<Answer, unknown, [string, string]>(
    ['/api/listening/now', viewerId],
    fetcher,
    { ...onlyWhenAsked, refreshInterval: isWithinBounds ? everyMs : 0 },
  )
  // What has been found since the page was made is newer; a page that was made later is newer still.
  const newer = (known: Answer | undefined) =>
    known && known.renderedAtMs >= renderedAtMs ? known : { nowPlaying: initialNowPlaying, renderedAtMs }
  // A failure of an earlier visit is over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page of the server's
  useEffect(() => void mutate(newer, { revalidate: false }), [mutate, renderedAtMs])
  const failure = error instanceof JsonFailure ? error : null
  return {
    answer: newer(data),
    failure,
    isLooking: isValidating,
    isWatching: isWithinBounds && !failure,
    look: () => void mutate(),
  }
}

function OnAir({ nowPlaying }: { nowPlaying: NowPlaying | null }) {
  if (!nowPlaying) return <Silence>Nothing is playing.</Silence>
  const { track, isPlaying, isAdvertisement } = nowPlaying
  if (!track)
    return (
      <Silence>
        {isAdvertisement ? 'An advertisement is playing.' : 'Something is playing that Spotify does not tell of.'}
      </Silence>
    )
  return (
    <div className="flex min-h-52 flex-wrap items-center gap-4 border border-line bg-panel p-4 sm:min-h-48.5 sm:gap-6">
      <Cover pictureUrl={track.pictureUrl} isEager className="w-24 sm:w-40" />
      <div className="min-w-0 grow basis-[min(9rem,100%)]">
        <p className="tag mb-2">{isPlaying ? 'Playing' : 'Paused'}</p>
        <p className="text-xl leading-snug font-semibold sm:text-2xl">
          <TrackName track={track} />
        </p>
        <TrackMakers track={track} className="mt-1" />
        {track.artists.length > 0 && track.album && (
          <p className="text-sm text-soft">
            <span className="sr-only">Album: </span>
            <bdi>{track.album}</bdi>
          </p>
        )}
        <SpotifyLink href={track.spotifyUrl} name={track.name ?? 'what is playing'} />
      </div>
    </div>
  )
}

function Silence({ children }: { children: string }) {
  return (
    <p className="flex min-h-52 items-center border border-dashed border-edge p-4 font-display text-lg text-soft sm:min-h-48.5 sm:p-6">
      {children}
    </p>
  )
}
