import type { ReadApi } from './api'
import { type Profile, profileShape, toProfile } from './shapes'

/** Returns the visitor's profile: https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile */
export async function readProfile(api: ReadApi): Promise<Profile> {
  return toProfile(await api.get({ path: '/v1/me', shape: profileShape }), api.url)
}
