'use client'

import type { ReactNode } from 'react'
import { Cover } from '@/app/_components/ui/cover'
import { NameList, TrackName } from '@/app/(signed-in)/_components/track-name'
import { formatDuration, formatRelativeTime } from '@/lib/format'
import type { Play } from '@/lib/spotify/listening'
import type { Artist, Track } from '@/lib/spotify/shapes'

// These components never change in the browser, but they must be client components, because React (19.3.1) would stream a server
// component's rows separately from their list. Without JavaScript, the rows would then appear at the end of the page.

export function ArtistRows({ artists }: { artists: Artist[] }) {
  const toName = ({ name }: Artist) => <bdi>{name?.trim() || 'Artist without a name'}</bdi>
  return <Rows rows={artists.map((item) => ({ item, name: toName(item) }))} />
}

export function TrackRows({ tracks }: { tracks: Track[] }) {
  const toLength = (durationMs: number) => (
    <>
      <span className="sr-only">Length: </span>
      {formatDuration(durationMs)}
    </>
  )
  return <Rows rows={tracks.map((track) => toRow(track, track.durationMs !== null && toLength(track.durationMs)))} />
}

export function PlayRows({ plays, nowMs, className }: { plays: Play[]; nowMs: number; className: string }) {
  const toTime = (iso: string) => <time dateTime={iso}>{toAgo(iso, nowMs)}</time>
  const rows = plays.map(({ track, playedAt }) => toRow(track, playedAt && toTime(playedAt)))
  return <Rows rows={rows} className={className} />
}

function toAgo(iso: string, nowMs: number): string | null {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? null : formatRelativeTime(ms, nowMs)
}

/** Shows a track's artists or, if there are none, its album or show. */
export function TrackArtists({ track: { artists, album }, className }: { track: Track; className: string }) {
  const names = artists.length > 0 ? artists : [album ?? []].flat()
  if (names.length === 0) return null
  return (
    <p className={className}>
      <NameList names={names} />
    </p>
  )
}

type Row = {
  item: Pick<Artist, 'pictureUrl' | 'spotifyUrl'>
  name: ReactNode
  below?: ReactNode
  aside?: ReactNode
}

const toRow = (track: Track, aside: ReactNode): Row => ({
  item: track,
  name: <TrackName track={track} />,
  below: <TrackArtists track={track} className="text-soft" />,
  aside,
})

/** A list of tracks or artists. Each row links to Spotify, and the link covers the whole row. */
function Rows({ rows, className }: { rows: Row[]; className?: string }) {
  return (
    <ol role="list" className={className}>
      {rows.map(({ item: { pictureUrl, spotifyUrl }, name, below, aside }, index) => (
        <li
          // biome-ignore lint/suspicious/noArrayIndexKey: a track may appear twice, so only the position identifies a row
          key={index}
          className="relative flex min-h-16 break-inside-avoid flex-wrap items-center gap-x-3 border-t border-line py-2 text-sm has-[a]:hover:bg-panel"
        >
          <Cover pictureUrl={pictureUrl} isEager={false} className="w-12" />
          <div className="min-w-0 grow basis-[min(6.5rem,100%)]">
            {spotifyUrl ? (
              <a
                href={spotifyUrl}
                className="block text-base leading-snug font-medium after:absolute after:inset-0 hover:underline"
              >
                <span className="sr-only">Open Spotify: </span>
                {name}
              </a>
            ) : (
              <p className="text-base leading-snug font-medium">{name}</p>
            )}
            {below}
          </div>
          {aside && <p className="text-right text-soft tabular-nums">{aside}</p>}
        </li>
      ))}
    </ol>
  )
}
