import type { Metadata } from 'next'
import { Suspense } from 'react'
import { PageHeader } from '@/app/_components/layout/page-header'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { Profile, ProfileSkeleton } from './_components/profile'

export const metadata: Metadata = { title: 'Your profile' }

export default function ProfilePage() {
  return (
    <SignedInPage>
      {({ read }) => (
        <>
          <PageHeader title="Your profile">What this site can see of your Spotify profile.</PageHeader>
          <div className="pt-8">
            <Suspense fallback={<ProfileSkeleton />}>
              <Profile read={read} />
            </Suspense>
          </div>
        </>
      )}
    </SignedInPage>
  )
}
