import type { Metadata } from 'next'
import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { SignedInPage } from '@/app/(signed-in)/_components/signed-in-page'
import { readForPage } from '@/lib/session/read-for-page'
import { readProfile } from '@/lib/spotify/profile'
import { ProfileDetails } from './_components/profile-details'
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

async function Profile() {
  const profile = await readForPage(readProfile)
  return profile.kind === 'ok' ? <ProfileDetails profile={profile.value} /> : <ReadErrorCard failure={profile} />
}
