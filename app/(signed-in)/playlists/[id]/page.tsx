import type { Metadata } from 'next'
import { Suspense } from 'react'
import { parsePage } from '@/app/_components/ui/pagination'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { PlaceholderTitle } from './_components/placeholder-title'
import { PlaylistLoader, PlaylistSkeleton, readPlaylistTitle } from './_components/playlist-loader'

export async function generateMetadata({ params }: PageProps<'/playlists/[id]'>): Promise<Metadata> {
  return { title: await readPlaylistTitle((await params).id) }
}

export default async function PlaylistPage({ params, searchParams }: PageProps<'/playlists/[id]'>) {
  const { id } = await params
  const page = parsePage((await searchParams).page)
  return (
    <SignedInPage>
      {({ viewer }) => (
        <>
          <PlaceholderTitle />
          <Suspense key={page} fallback={<PlaylistSkeleton />}>
            <PlaylistLoader id={id} page={page} viewerId={viewer.id} />
          </Suspense>
        </>
      )}
    </SignedInPage>
  )
}
