import type { Metadata } from 'next'
import { Suspense } from 'react'
import { Failure } from '@/app/_components/failure'
import { PageHead } from '@/app/_components/page-head'
import { PageViewerClient } from '@/app/_components/page-viewer-client'
import { ProfileCard, ProfileCardSkeleton } from '@/app/_components/profile-card'
import { toReturnPath } from '@/app/(signed-in)/return-path'
import { readForPage, requireSession } from '@/lib/session/server'
import { readProfile } from '@/lib/spotify/profile'

export const metadata: Metadata = { title: 'Your profile' }

export default async function ProfilePage({ searchParams }: PageProps<'/profile'>) {
  const returnTo = toReturnPath('/profile', await searchParams)
  const { viewer } = await requireSession(returnTo)
  return (
    <>
      <PageHead title="Your profile">What Spotify tells this site about you, read just now.</PageHead>
      <div className="pt-8">
        <Suspense fallback={<ProfileCardSkeleton />}>
          <ViewerProfile returnTo={returnTo} />
          <PageViewerClient viewerId={viewer.id} />
        </Suspense>
      </div>
    </>
  )
}

async function ViewerProfile({ returnTo }: { returnTo: string }) {
  const reading = await readForPage(returnTo, readProfile)
  if (reading.kind === 'failed') return <Failure failure={reading} returnTo={returnTo} />
  return <ProfileCard profile={reading.value} />
}
