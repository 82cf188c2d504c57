import { timingSafeEqual } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { type Scope, scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import { type SessionContext, usedAttemptLimits } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { fingerprint, seal, unseal } from './seal'

/** A sign-in in progress: the values that the callback must match, and where to go afterwards. Each attempt has its own cookie. */
export type Attempt = {
  id: string
  state: string
  /** RFC 7636, section 4.1. */
  verifier: string
  returnTo: string
  requestedScopes: Scope[]
  /** Whether Spotify shows its consent page, which restarts the six months. */
  showDialog: boolean
  startedAtMs: number
}

export const attemptLifeSeconds = 600
/** Allows for the clock of another instance that started the attempt. */
const clockSkewSeconds = 60
const maxAttempts = 5
const maxAttemptBytes = 6_000

/** Returns a new attempt with a code verifier and a state of 256 random bits (RFC 6749, section 10.12). */
export function createAttempt(
  { returnTo, requestedScopes, showDialog }: Pick<Attempt, 'returnTo' | 'requestedScopes' | 'showDialog'>,
  nowMs: number,
): Attempt {
  const secret = oauth.generateRandomState()
  // IDs sort by time, so that the cookie names show which attempts are the oldest.
  const id = `${nowMs.toString(36)}${secret.slice(0, 4)}`
  return {
    id,
    state: `${id}.${secret}`,
    verifier: oauth.generateRandomCodeVerifier(),
    returnTo,
    requestedScopes,
    showDialog,
    startedAtMs: nowMs,
  }
}

/** Adds the attempt to the jar, and removes the oldest attempts if there are too many. */
export async function writeAttempt(context: SessionContext, jar: CookieJar, attempt: Attempt): Promise<void> {
  const { appUrl, passwords } = context.config
  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = attemptsAmong(jar.getAll(), names.attempts)
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
}

/** Removes the attempt with this `state` from the jar and returns it. Returns `null` if there is none or it has expired. */
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

/**
 * Returns whether this is the first use of the attempt, in this process and, with Redis, in all instances. Each attempt sends at
 * most one token request, no matter how many codes an attacker tries.
 */
export async function claimAttempt({ usedAttempts, store }: SessionContext, { state }: Attempt): Promise<boolean> {
  const key = fingerprint(state)
  if (usedAttempts.get(key)) return false
  usedAttempts.set(key, true)
  // If Redis is down, each process keeps its own record.
  return store?.setIfAbsent(`stagedoor:attempt:${key}`, '1', usedAttemptLimits.lifeMs).catch(() => true) ?? true
}

/** Returns the ID of the attempt in a `state`, which is part of its cookie's name. `null` if the state isn't ours. */
export function attemptIdOf(state: string): string | null {
  return state.match(/^([0-9a-z]{8,9}[\w-]{4})\.[\w-]{43}$/)?.[1] ?? null
}

/** No sealed attempt is shorter than this. */
const minSealedLength = 300

/**
 * Returns a browser's attempt cookies. Ignores values too short to be sealed: a malicious request may send thousands, and every
 * removal makes the response longer.
 */
export const attemptsAmong = <Cookie extends { name: string; value: string }>(cookies: Cookie[], prefix: string) =>
  cookies.filter(
    ({ name, value }) =>
      value.length >= minSealedLength &&
      name.startsWith(prefix) &&
      /^[0-9a-z]{8,9}[\w-]{4}$/.test(name.slice(prefix.length)),
  )

/** Whether the callback belongs to this attempt and arrived in time. */
export function fitsAttempt(attempt: Attempt, state: string, nowMs: number): boolean {
  const ageSeconds = (nowMs - attempt.startedAtMs) / 1_000
  return isEqual(attempt.state, state) && ageSeconds > -clockSkewSeconds && ageSeconds <= attemptLifeSeconds
}

/** Compares two strings in constant time. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Returns the names of the oldest attempt cookies, which must be removed to make room for a new one of `newBytes`. */
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

const storedShape = z.object({
  id: z.string(),
  state: z.string(),
  verifier: z.string(),
  returnTo: z.string(),
  requestedScopes: z.number().int().nonnegative().transform(scopesFromBits),
  showDialog: z.boolean(),
  startedAtMs: z.number(),
})

/** Returns the stored form of an attempt. Stores scopes as bits to leave room in the cookie for the longest path. */
export const toStoredAttempt = (attempt: Attempt): z.input<typeof storedShape> => ({
  ...attempt,
  requestedScopes: scopesToBits(attempt.requestedScopes),
})

/** Parses unsealed content. Returns the attempt, or `null` if the content is invalid. */
export const parseAttempt = (content: unknown): Attempt | null => storedShape.safeParse(content).data ?? null
