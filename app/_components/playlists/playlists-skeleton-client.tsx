'use client'

import type { Choices } from './choices'
import { ControlsInWaiting } from './controls-in-waiting-client'
import { BlankEntry, looks } from './entries'

const blanks = Array.from({ length: 16 }, (_, number) => number)

export type PlaylistsSkeletonProps = { view: Choices['view'] }

/**
 * The page before Spotify has answered: the same boxes, with what the address chooses. Of the browser's, so that a page says
 * in one line that it stands there, and does not send all its boxes twice.
 */
export function PlaylistsSkeleton({ view }: PlaylistsSkeletonProps) {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading your playlists
      </p>
      <ControlsInWaiting />
      <div aria-hidden="true">
        <div className="my-4 flex min-h-11 items-center justify-between">
          <div className="blank h-5 w-40" />
          <div className="blank h-11 w-24" />
        </div>
        <ul className={looks[view].list}>
          {blanks.map((number) => (
            <BlankEntry key={number} view={view} />
          ))}
        </ul>
      </div>
    </div>
  )
}
