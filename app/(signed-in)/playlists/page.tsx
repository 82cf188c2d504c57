import type { Metadata } from 'next'
import { parsePage } from '@/app/_components/ui/pagination'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { PlaylistsFrame } from './_components/playlists-frame'
import { PlaylistsLoader } from './_components/playlists-loader'

export const metadata: Metadata = { title: 'Your playlists' }

export default async function PlaylistsPage({ searchParams }: PageProps<'/playlists'>) {
  const page = parsePage((await searchParams).page)
  return (
    <SignedInPage>
      {({ viewer }) => (
        <PlaylistsFrame contentKey={`${viewer.id} ${page}`}>
          <PlaylistsLoader page={page} viewerId={viewer.id} />
        </PlaylistsFrame>
      )}
    </SignedInPage>
  )
}
