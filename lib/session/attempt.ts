import { timingSafeEqual } from 'node:crypto'
import * as oauth from 'oauth4webapi'
import { z } from 'zod'
import { type Scope, scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import { fingerprint } from './fingerprint'

/** A sign-in under way: what the callback must bring back, and where it leads then. Each has a cookie of its own. */
export type Attempt = {
  id: string
  state: string
  /** RFC 7636, section 4.1. */
  verifier: string
  returnTo: string
  requestedScopes: Scope[]
  /** Whether Spotify shows its consent page, which starts the six months again. */
  showDialog: boolean
  startedAtMs: number
}

export const attemptLifeSeconds = 600
/** Another instance may have started the attempt, and its clock may be ahead. */
const clockSkewSeconds = 60
const maxAttempts = 5
const maxAttemptBytes = 6_000

/** A new attempt with 256 random bits of state (RFC 6749, section 10.12) and a verifier. */
export function createAttempt(
  { returnTo, requestedScopes, showDialog }: Pick<Attempt, 'returnTo' | 'requestedScopes' | 'showDialog'>,
  nowMs: number,
): Attempt {
  const secret = oauth.generateRandomState()
  // The id sorts by time, so that the oldest attempts can be told by their names alone.
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

/** The attempt that a `state` names, to look its cookie up; `null` where the state is not one of ours. */
export function attemptIdOf(state: string): string | null {
  return state.match(/^([0-9a-z]{8,9}[\w-]{4})\.[\w-]{43}$/)?.[1] ?? null
}

/** No sealed attempt is shorter. */
const minSealedLength = 300

/**
 * The cookies of attempts among all of a browser's. Only what has a seal's length: a stranger's request may bring a thousand
 * short ones, and each that is removed makes the answer longer.
 */
export const attemptsAmong = <Cookie extends { name: string; value: string }>(cookies: Cookie[], prefix: string) =>
  cookies.filter(
    ({ name, value }) =>
      value.length >= minSealedLength &&
      name.startsWith(prefix) &&
      /^[0-9a-z]{8,9}[\w-]{4}$/.test(name.slice(prefix.length)),
  )

/**
 * The id of the session that a callback makes: only somebody who knows its state and code can tell that they belong together.
 */
export const sessionIdOf = (callback: URLSearchParams) =>
  fingerprint(JSON.stringify([callback.get('state'), callback.get('code')]))

/** Whether the callback belongs to this attempt, and the attempt is not too old. */
export function fitsAttempt(attempt: Attempt, state: string, nowMs: number): boolean {
  const ageSeconds = (nowMs - attempt.startedAtMs) / 1_000
  return isEqual(attempt.state, state) && ageSeconds > -clockSkewSeconds && ageSeconds <= attemptLifeSeconds
}

/** Takes the same time wherever the two differ. */
function isEqual(a: string, b: string): boolean {
  const [left, right] = [Buffer.from(a), Buffer.from(b)]
  return left.length === right.length && timingSafeEqual(left, right)
}

/** Which attempt cookies must go so that a new one of `newBytes` fits beside the rest: the oldest first. */
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

/** The form that is sealed: scopes as bits, so that it fits a cookie beside the longest path. */
export const toStoredAttempt = (attempt: Attempt): z.input<typeof storedShape> => ({
  ...attempt,
  requestedScopes: scopesToBits(attempt.requestedScopes),
})

/** The attempt in what was unsealed, or `null` where today's code does not understand it. */
export const parseAttempt = (content: unknown): Attempt | null => storedShape.safeParse(content).data ?? null
