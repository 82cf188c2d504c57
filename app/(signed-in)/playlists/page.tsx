import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageHeader } from '@/app/_components/layout/page-header'
import { parsePage } from '@/app/_components/ui/pagination'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { currentQuery } from '@/lib/session/server'
import { parseFilters } from './_components/filters/filters'
import { FiltersProvider } from './_components/filters/filters-provider'
import { Toolbar } from './_components/filters/toolbar'
import { PlaylistsLoader } from './_components/playlists-loader'
import { PlaylistsSkeleton } from './_components/playlists-skeleton'

export const metadata: Metadata = { title: 'Your playlists' }

export default async function PlaylistsPage({ searchParams }: PageProps<'/playlists'>) {
  const page = parsePage((await searchParams).page)
  const filters = parseFilters(await currentQuery())
  return (
    <SignedInPage>
      {({ viewer, read }) => (
        <>
          <PageHeader title="Your playlists">
            Everything you created or follow on Spotify, including private playlists.
          </PageHeader>
          <div className="pt-8">
            <FiltersProvider>
              <Toolbar />
              <Suspense key={`${viewer.id} ${page}`} fallback={<PlaylistsSkeleton view={filters.view} />}>
                <PlaylistsLoader {...{ page, filters, read }} viewerId={viewer.id} />
              </Suspense>
            </FiltersProvider>
          </div>
        </>
      )}
    </SignedInPage>
  )
}
