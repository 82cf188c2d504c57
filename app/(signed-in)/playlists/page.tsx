import type { Metadata } from 'next'
import { Suspense } from 'react'
import { EmptyPlace } from '@/app/_components/empty-place'
import { Failure } from '@/app/_components/failure'
import { NoSuchPage } from '@/app/_components/no-such-page'
import { PageHead } from '@/app/_components/page-head'
import { PageViewerClient } from '@/app/_components/page-viewer-client'
import { parsePage } from '@/app/_components/paging'
import { type Choices, parseChoices } from '@/app/_components/playlists/choices'
import { PlaylistsClient } from '@/app/_components/playlists/playlists-client'
import { PlaylistsSkeleton } from '@/app/_components/playlists/playlists-skeleton-client'
import { WithoutScript } from '@/app/_components/playlists/without-script'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { readForPage, requireSession } from '@/lib/session/server'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath, playlistsPath } from '@/lib/urls'

export const metadata: Metadata = { title: 'Your playlists' }

export default async function PlaylistsPage({ searchParams }: PageProps<'/playlists'>) {
  const query = await searchParams
  const page = parsePage(query.page)
  const returnTo = toReturnPath(playlistsPath, query)
  const choices = parseChoices(new URLSearchParams(returnTo.split('?')[1]))
  const { viewer } = await requireSession(returnTo)
  return (
    <>
      <PageHead title="Your playlists">All that you made or follow on Spotify, the private ones included.</PageHead>
      <div className="pt-8">
        <Suspense key={`${viewer.id} ${page}`} fallback={<PlaylistsSkeleton view={choices.view} />}>
          <Playlists page={page} choices={choices} returnTo={returnTo} viewerId={viewer.id} />
          <PageViewerClient viewerId={viewer.id} />
        </Suspense>
      </div>
    </>
  )
}

type PlaylistsProps = { page: number; choices: Choices; returnTo: string; viewerId: string }

async function Playlists({ page, choices, returnTo, viewerId }: PlaylistsProps) {
  const slice = { limit: pageSize, offset: (page - 1) * pageSize }
  const reading = await readForPage(returnTo, (api) => readPlaylists(api, slice))
  if (reading.kind === 'failed') return <Failure failure={reading} returnTo={returnTo} />
  const { total, offset } = reading.value
  if (total === 0) return <NoPlaylists />
  if (offset >= total)
    return <NoSuchPage page={page} total={total} limit={pageSize} noun="playlist" toHref={playlistsPagePath} />
  return (
    <WithoutScript served={reading.value} choices={choices} viewerId={viewerId}>
      <PlaylistsClient key={`${viewerId} ${offset}`} served={reading.value} madeAtMs={Date.now()} viewerId={viewerId} />
    </WithoutScript>
  )
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
