import { ReadErrorCard } from '@/app/_components/errors/error-card'
import type { SignedIn } from '@/lib/session/server'
import { readProfile } from '@/lib/spotify/profile'
import { ProfileDetails } from './profile-details'

export async function Profile({ read }: Pick<SignedIn, 'read'>) {
  const profile = await read(readProfile)
  return profile.kind === 'ok' ? <ProfileDetails profile={profile.value} /> : <ReadErrorCard failure={profile} />
}
