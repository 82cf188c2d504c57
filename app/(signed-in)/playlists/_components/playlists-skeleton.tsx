'use client'

import { Toolbar } from './filters/toolbar'
import { useFilters } from './filters/use-filters'
import { BlankEntry, chunkClass } from './playlist-list'

const blanks = Array.from({ length: 16 }, (_, number) => number)

/**
 * A placeholder for the playlists, shown until Spotify responds. This is a client component because a server component's markup
 * would be sent twice.
 */
export function PlaylistsSkeleton() {
  const filterState = useFilters()
  const { view } = filterState.filters
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading your playlists
      </p>
      <Toolbar {...filterState} isDisabled />
      <div aria-hidden="true">
        <div className="my-4 flex min-h-11 items-center justify-between">
          <div className="blank h-5 w-40" />
          <div className="blank h-11 w-24" />
        </div>
        <div className="entries">
          <ul className={chunkClass[view]}>
            {blanks.map((number) => (
              <BlankEntry key={number} view={view} />
            ))}
          </ul>
        </div>
      </div>
    </div>
  )
}
