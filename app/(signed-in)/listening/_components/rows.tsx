'use client'

import type { ReactNode } from 'react'
import { Cover } from '@/app/_components/ui/cover'
import { formatDuration, formatRelativeTime } from '@/lib/format'
import type { Play } from '@/lib/spotify/listening'
import type { Artist, Track } from '@/lib/spotify/shapes'
import { TrackArtists, TrackName } from './track-name'

// These are client components although they don't change: React (19.3) streams the rows of server components one by one, so without
// JavaScript they would appear at the end of the page, outside their list.

export function TrackRows({ tracks }: { tracks: Track[] }) {
  return (
    <ol role="list">
      {tracks.map((track, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a position identifies its row
        <TrackRow key={index} track={track}>
          {track.durationMs !== null && (
            <>
              <span className="sr-only">Length: </span>
              {formatDuration(track.durationMs)}
            </>
          )}
        </TrackRow>
      ))}
    </ol>
  )
}

export function PlayRows({ plays, nowMs, className }: { plays: Play[]; nowMs: number; className: string }) {
  return (
    <ol role="list" className={className}>
      {plays.map(({ track, playedAt }, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the same track may have been played twice
        <TrackRow key={index} track={track}>
          {playedAt && <time dateTime={playedAt}>{toAgo(playedAt, nowMs)}</time>}
        </TrackRow>
      ))}
    </ol>
  )
}

function toAgo(iso: string, nowMs: number): string | null {
  const ms = Date.parse(iso)
  return Number.isNaN(ms) ? null : formatRelativeTime(ms, nowMs)
}

export function ArtistRows({ artists }: { artists: Artist[] }) {
  return (
    <ol role="list">
      {artists.map((artist, index) => (
        <Row
          // biome-ignore lint/suspicious/noArrayIndexKey: a position identifies its row
          key={index}
          item={artist}
          name={<bdi>{artist.name?.trim() || 'Artist without a name'}</bdi>}
        />
      ))}
    </ol>
  )
}

function TrackRow({ track, children }: { track: Track; children: ReactNode }) {
  const artists = <TrackArtists track={track} className="text-soft" />
  return <Row item={track} name={<TrackName track={track} />} below={artists} aside={children} />
}

type RowProps = {
  item: Pick<Artist, 'pictureUrl' | 'spotifyUrl'>
  name: ReactNode
  below?: ReactNode
  aside?: ReactNode
}

/** The whole row links to Spotify. */
function Row({ item: { pictureUrl, spotifyUrl }, name, below, aside }: RowProps) {
  return (
    <li className="relative flex min-h-16 break-inside-avoid flex-wrap items-center gap-x-3 border-t border-line py-2 text-sm has-[a]:hover:bg-panel">
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
  )
}
