'use client'

import { type ReactNode, Suspense } from 'react'
import { PageHeader } from '@/app/_components/layout/page-header'

/** Everything on the profile page except the data from Spotify. This is a client component for the same reason as `PageFrame`. */
export function ProfileFrame({ children }: { children: ReactNode }) {
  return (
    <>
      <PageHeader title="Your profile">What this site can see of your Spotify profile.</PageHeader>
      <div className="pt-8">
        <Suspense fallback={<ProfileSkeleton />}>{children}</Suspense>
      </div>
    </>
  )
}

function ProfileSkeleton() {
  return (
    <div className="two-columns no-script:hidden">
      <p role="status" className="sr-only">
        Loading your profile
      </p>
      <div className="profile-card">
        <div className="blank avatar" />
        <div />
      </div>
      <div className="facts">
        <div />
        <div />
        <div />
      </div>
    </div>
  )
}
