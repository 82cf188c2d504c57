import { randomBytes } from 'node:crypto'
import { seal } from '@/lib/session/seal'
import { createSession, toStored } from '@/lib/session/session'
import { defaultScopes } from '@/lib/spotify/scopes'

export const password = `password-${randomBytes(24).toString('hex')}`

export type Life = { accessToken: string; refreshToken: string; lifeSeconds: number }

/**
 * Returns random text of the given length. In September 2026, Spotify's access tokens were 250 characters long, and its refresh
 * tokens were 131 characters long.
 */
const randomText = (length: number) => randomBytes(length).toString('base64url').slice(0, length)

const profile = {
  accountId: randomText(22),
  id: 'viewer',
  name: 'A Viewer of Benchmarks',
  pictureUrl: `https://i.scdn.co/image/${randomText(40)}`,
  spotifyUrl: null,
  country: null,
  product: null,
  followerCount: null,
}

/** Returns the value of a `Cookie` header that contains a new session. */
export async function sealSession(life: Partial<Life> = {}): Promise<string> {
  const { accessToken = `BQ${randomText(248)}`, refreshToken = `AQ${randomText(129)}`, lifeSeconds = 3_600 } = life
  const tokens = { accessToken, refreshToken, expiresInSeconds: 3_600, scopes: [...defaultScopes] }
  const session = createSession(tokens, profile, Date.now() - 60_000)
  const stored = toStored({ ...session, expiresAtMs: Date.now() + lifeSeconds * 1_000 })
  return `session=${await seal({ 1: password }, 'session', stored, 86_400)}`
}

export const sealSessions = (count: number): Promise<string[]> =>
  Promise.all(Array.from({ length: count }, () => sealSession()))
