import type { Metadata } from 'next'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { Profile } from './_components/profile'
import { ProfileFrame } from './_components/profile-frame'

export const metadata: Metadata = { title: 'Your profile' }

export default function ProfilePage() {
  return (
    <SignedInPage>
      {() => (
        <ProfileFrame>
          <Profile />
        </ProfileFrame>
      )}
    </SignedInPage>
  )
}
