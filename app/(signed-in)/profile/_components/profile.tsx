import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { readForPage } from '@/lib/session/read-for-page'
import { readProfile } from '@/lib/spotify/profile'
import { ProfileDetails } from './profile-details'

export async function Profile() {
  const profile = await readForPage(readProfile)
  return profile.kind === 'ok' ? <ProfileDetails profile={profile.value} /> : <ReadErrorCard failure={profile} />
}
