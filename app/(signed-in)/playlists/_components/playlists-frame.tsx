'use client'

import { type ReactNode, Suspense } from 'react'
import { PageHeader } from '@/app/_components/layout/page-header'
import { FiltersProvider, useFilters } from './filters/filters-provider'
import { Toolbar } from './filters/toolbar'
import { listClass } from './playlist-entry'

export type PlaylistsFrameProps = {
  /** Identifies the content. If the key changes, the placeholder is shown again. */
  contentKey: string
  children: ReactNode
}

/** Everything on the playlists page except the data from Spotify. This is a client component for the same reason as `PageFrame`. */
export function PlaylistsFrame({ contentKey, children }: PlaylistsFrameProps) {
  return (
    <>
      <PageHeader title="Your playlists">
        Everything you created or follow on Spotify, including private playlists.
      </PageHeader>
      <div className="pt-8">
        <FiltersProvider>
          <Toolbar />
          <Suspense key={contentKey} fallback={<PlaylistsSkeleton />}>
            {children}
          </Suspense>
        </FiltersProvider>
      </div>
    </>
  )
}

/** Placeholders for the playlists. A single element draws all of them. */
function PlaylistsSkeleton() {
  const { view } = useFilters().filters
  return (
    <div className="playlists no-script:hidden">
      <p role="status" className="sr-only">
        Loading your playlists
      </p>
      <div className="blank my-4 h-11 w-40" />
      <div className={listClass[view]}>
        <div className="blank-entries" />
      </div>
    </div>
  )
}
