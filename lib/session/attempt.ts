import { timingSafeEqual } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { seal, unseal } from './seal'
import { scopeBits } from './session'

const storedShape = z.object({
  id: z.string(),
  state: z.string(),
  /** The PKCE code verifier (RFC 7636, section 4.1). */
  verifier: z.string(),
  returnTo: z.string(),
  /** Stored as a bit mask, which leaves room in the cookie for the longest `returnTo`. */
  requestedScopes: scopeBits,
  /** Whether Spotify must show its consent page. If the visitor agrees, the app has access for another six months. */
  showDialog: z.boolean(),
  startedAtMs: z.number(),
})

/** A sign-in that has started but hasn't finished. Each attempt has its own cookie. */
export type Attempt = z.output<typeof storedShape>

export const attemptLifeSeconds = 600
/** The allowed clock skew between two instances. */
const clockSkewSeconds = 60
const maxAttempts = 5
const maxAttemptBytes = 6_000
const idFormat = '[0-9a-z]{8,9}[\\w-]{4}'

/** Returns a new sign-in attempt with a `state` that contains 256 random bits (RFC 6749, section 10.12). */
export function createAttempt(
  request: Pick<Attempt, 'returnTo' | 'requestedScopes' | 'showDialog'>,
  nowMs: number,
): Attempt {
  const secret = oauth.generateRandomState()
  // The ID begins with its creation time, so sorting the attempt cookies by name also sorts them by age.
  const id = `${nowMs.toString(36)}${secret.slice(0, 4)}`
  const verifier = oauth.generateRandomCodeVerifier()
  return { ...request, id, state: `${id}.${secret}`, verifier, startedAtMs: nowMs }
}

/** Sets the attempt's cookie. Removes the oldest attempt cookies if their number or total size would exceed the limit. */
export async function writeAttempt(context: SessionContext, jar: CookieJar, attempt: Attempt): Promise<void> {
  const { appUrl, passwords } = context.config
  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = attemptsAmong(jar.getAll(), names.attempts)
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
}

/** Returns the attempt with this `state` and removes its cookie. Returns `null` if it doesn't exist or has expired. */
export async function takeAttempt(context: SessionContext, jar: CookieJar, state: string): Promise<Attempt | null> {
  const { appUrl, passwords } = context.config
  const id = attemptIdOf(state)
  if (!id) return null
  const name = cookieNames(appUrl).attempt(id)
  const attempt = parseAttempt(await unseal(passwords, 'attempt', jar.get(name)?.value ?? ''))
  if (!attempt || !fitsAttempt(attempt, state, context.now())) return null
  jar.set(name, '', cookieOptions(appUrl, 0))
  return attempt
}

export function removeAttempts({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  for (const { name } of attemptsAmong(jar.getAll(), cookieNames(appUrl).attempts))
    jar.set(name, '', cookieOptions(appUrl, 0))
}

/** Returns the attempt ID that a `state` begins with, or `null` if the `state` isn't in the app's format. */
export const attemptIdOf = (state: string) => state.match(`^(${idFormat})\\.[\\w-]{43}$`)?.[1] ?? null

const minSealedLength = 300
/** Selects the attempt cookies. Ignores cookies too short to be valid, because an attacker could send thousands of them. */
export const attemptsAmong = <Cookie extends { name: string; value: string }>(cookies: Cookie[], prefix: string) =>
  cookies.filter(
    ({ name, value }) =>
      value.length >= minSealedLength &&
      name.startsWith(prefix) &&
      new RegExp(`^${idFormat}$`).test(name.slice(prefix.length)),
  )

/** Whether a callback with this `state` belongs to the attempt and arrived before the attempt expired. */
export function fitsAttempt(attempt: Attempt, state: string, nowMs: number): boolean {
  const ageSeconds = (nowMs - attempt.startedAtMs) / 1_000
  return isEqual(attempt.state, state) && ageSeconds > -clockSkewSeconds && ageSeconds <= attemptLifeSeconds
}

/** Compares two strings in constant time. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Returns the names of the oldest attempt cookies, which must be removed to make room for a new cookie of `newBytes` bytes. */
export function surplusAttempts(cookies: { name: string; value: string }[], newBytes: number): string[] {
  const newestFirst = [...cookies].sort((a, b) => (a.name < b.name ? 1 : -1))
  let bytes = newBytes
  return newestFirst
    .filter((cookie, index) => {
      bytes += cookie.name.length + cookie.value.length
      return index >= maxAttempts - 1 || bytes > maxAttemptBytes
    })
    .map(({ name }) => name)
}

/** Converts an attempt to the format used in its cookie. */
export const toStoredAttempt = (attempt: Attempt) => z.encode(storedShape, attempt)

/** Returns the attempt in an unsealed cookie, or `null` if the content is invalid. */
export const parseAttempt = (content: unknown): Attempt | null => storedShape.safeParse(content).data ?? null
