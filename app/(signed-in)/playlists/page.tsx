import type { Metadata } from 'next'
import { Suspense } from 'react'
import { EmptyPlace } from '@/app/_components/empty-place'
import { Failure } from '@/app/_components/failure'
import { NoSuchPage } from '@/app/_components/no-such-page'
import { parsePage } from '@/app/_components/paging'
import { PlaylistCardSkeleton, playlistGridShape } from '@/app/_components/playlist-card'
import { PlaylistsClient } from '@/app/_components/playlists-client'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { readForPage, requireSession } from '@/lib/session/server'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath, playlistsPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Your playlists' }

export default async function PlaylistsPage({ searchParams }: PageProps<'/playlists'>) {
  const query = await searchParams
  const page = parsePage(query.page)
  const returnTo = toReturnPath(playlistsPath, query)
  const { viewer } = await requireSession(returnTo)
  return (
    <>
      <h1 className="mb-2 text-4xl sm:text-5xl">Your playlists</h1>
      <Suspense key={page} fallback={<PlaylistsSkeleton />}>
        <Playlists page={page} returnTo={returnTo} viewerId={viewer.id} />
      </Suspense>
    </>
  )
}

async function Playlists({ page, returnTo, viewerId }: { page: number; returnTo: string; viewerId: string }) {
  const slice = { limit: pageSize, offset: (page - 1) * pageSize }
  const reading = await readForPage(returnTo, (api) => readPlaylists(api, slice))
  if (reading.kind === 'failed') return <Failure failure={reading} returnTo={returnTo} />
  const { total, offset } = reading.value
  if (total === 0) return <NoPlaylists />
  if (offset >= total)
    return <NoSuchPage page={page} total={total} limit={pageSize} noun="playlist" toHref={playlistsPagePath} />
  return <PlaylistsClient key={offset} served={reading.value} viewerId={viewerId} />
}

function NoPlaylists() {
  return (
    <EmptyPlace title="No playlists yet">
      <p className="mb-4">Once you make or follow a playlist on Spotify, it will be here.</p>
      <p>
        <a href="https://open.spotify.com/" className="button">
          Open Spotify
        </a>
      </p>
    </EmptyPlace>
  )
}

function PlaylistsSkeleton() {
  return (
    <div className="no-script:hidden">
      <p role="status" className="sr-only">
        Loading your playlists
      </p>
      <div aria-hidden="true">
        <div className="mb-4 flex min-h-11 items-center justify-between">
          <div className="blank h-5 w-48" />
          <div className="blank h-11 w-24" />
        </div>
        <ul className={playlistGridShape}>
          {Array.from({ length: 15 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
            <PlaylistCardSkeleton key={index} />
          ))}
        </ul>
      </div>
    </div>
  )
}
