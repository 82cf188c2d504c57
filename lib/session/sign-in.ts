import { type FailedResult, type Failure, type Result, toResult } from '@/lib/http/failures'
import { readProfile } from '@/lib/spotify/profile'
import { defaultScopes, type Scope, scopes } from '@/lib/spotify/scopes'
import { type Attempt, createAttempt, removeAttempts, takeAttempt, writeAttempt } from './attempt'
import { readConsents, withEarliestConsent, writeConsents } from './consents'
import { createSessionApi, type SessionContext } from './context'
import {
  type CookieJar,
  cookieNames,
  cookieOptions,
  readSessionCookie,
  removeSessionCookie,
  replaceSession,
  revokeSession,
  writeSessionCookie,
} from './cookies'
import { homePath } from './pages'
import { fingerprint } from './seal'
import { createSession, keepShort, type Session } from './session'
import { parseReturnTo } from './urls'

export type SignInRequest = {
  returnTo: string | null
  addedScopes: readonly Scope[]
  showDialog: boolean
  /** Whether the visitor wants to choose a different account, which may have granted different scopes. */
  isSwitch: boolean
}

/** After a failed sign-in, the visitor's current session stays valid. */
export type SignInEnd = { returnTo: string } & ({ kind: 'signed_in' } | FailedResult)

/** Creates a sign-in attempt and sets its cookie. Returns the Spotify URL to redirect to (RFC 6749, section 4.1.1). */
export async function startSignIn(context: SessionContext, jar: CookieJar, request: SignInRequest): Promise<URL> {
  const { addedScopes, showDialog, isSwitch } = request
  // Requests the granted scopes again, because the new access token would otherwise lack them.
  const granted = (isSwitch ? null : await readSessionCookie(context, jar))?.grantedScopes ?? []
  const requested = new Set<Scope>([...defaultScopes, ...granted, ...addedScopes])
  const requestedScopes = scopes.filter((scope) => requested.has(scope))
  const returnTo = parseReturnTo(request.returnTo)
  const attempt = createAttempt({ returnTo, requestedScopes, showDialog }, context.now())
  await writeAttempt(context, jar, attempt)
  return context.accounts.authorizeUrl({ ...attempt, scopes: requestedScopes })
}

/** Finishes a sign-in: sets the session cookie, or returns why the sign-in failed. A repeated callback has the same result. */
export async function finishSignIn(
  context: SessionContext,
  jar: CookieJar,
  callback: URLSearchParams,
): Promise<SignInEnd> {
  const attempt = await takeAttempt(context, jar, callback.get('state') ?? '')
  const { returnTo = homePath, showDialog } = attempt ?? {}
  const result = attempt
    ? await context.exchangeOnce(fingerprint(`${callback}`), () => createSessionFrom(callback, attempt, context))
    : fail('state_mismatch', { detail: 'no matching attempt' })
  if (result.kind === 'failed') return (await repeatSignIn(context, jar, callback)) ?? { ...result, returnTo }

  const before = await readSessionCookie(context, jar)
  const consents = await readConsents(context, jar, before)
  const created = { ...result.value, returnTo: keepShort(returnTo) }
  // If Spotify showed its consent page, the visitor has just granted access for another six months.
  const session = showDialog ? { ...created, isConsentExact: true } : withEarliestConsent(created, consents)
  try {
    await writeSessionCookie(context, jar, session)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { ...fail('login_failed', { detail: error.message }), returnTo }
  }
  await replaceSession(context, jar, before, session)
  await writeConsents(context, jar, consents, session)
  return { kind: 'signed_in', returnTo }
}

async function createSessionFrom(
  callback: URLSearchParams,
  attempt: Attempt,
  context: SessionContext,
): Promise<Result<Session>> {
  // Each attempt allows only one token request, so an attacker can't use an attempt to try many codes.
  if (!(await context.claimAttempt(fingerprint(attempt.state))))
    return fail('state_mismatch', { detail: 'the attempt was used before' })
  const response = context.accounts.readCallback(callback, attempt.state)
  if (!response) return fail('login_failed', { detail: 'malformed callback' })
  if ('error' in response) {
    const detail = /^[a-z_]{1,40}$/.test(response.error) ? response.error : 'an unknown error'
    return fail(response.error === 'access_denied' ? 'access_denied' : 'login_failed', { detail })
  }

  const outcome = await context.accounts.exchangeCode(response.code, attempt.verifier)
  if (outcome.kind !== 'tokens') {
    const isLimited = outcome.kind === 'unavailable' && outcome.retryAfterSeconds !== undefined
    return fail(isLimited ? 'rate_limited' : reasonOf[outcome.kind], outcome)
  }

  const { accessToken, scopes: grantedScopes = attempt.requestedScopes } = outcome.tokens
  const api = createSessionApi(context, { accessToken, grantedScopes })
  // In development mode, this call fails for users who aren't on the app's user list.
  const profile = await toResult(readProfile(api))
  if (profile.kind === 'failed') return profile.isTokenRefused ? { ...profile, reason: 'login_failed' } : profile
  const tokens = { ...outcome.tokens, scopes: grantedScopes }
  return { kind: 'ok', value: createSession(tokens, profile.value, context.now(), sessionIdOf(callback)) }
}

const reasonOf = {
  grant_refused: 'code_rejected',
  client_refused: 'client_rejected',
  unavailable: 'spotify_unavailable',
} as const

const fail = (reason: Failure['reason'], failure: Omit<Failure, 'reason'>): FailedResult => ({
  ...failure,
  kind: 'failed',
  reason,
})

/** Returns the result of a repeated callback, or `null` if the browser doesn't have the session that the callback created. */
async function repeatSignIn(context: SessionContext, jar: CookieJar, callback: URLSearchParams) {
  const session = await readSessionCookie(context, jar)
  if (session?.id !== sessionIdOf(callback)) return null
  return { kind: 'signed_in' as const, returnTo: session.returnTo ?? homePath }
}

/** Returns the ID of the session that a callback creates. */
const sessionIdOf = (callback: URLSearchParams) =>
  fingerprint(JSON.stringify([callback.get('state'), callback.get('code')]))

/** Revokes the session and removes this browser's sign-in attempts and, if `isForGood` is set, its consent dates. */
export async function signOut(context: SessionContext, jar: CookieJar, options: { isForGood?: boolean } = {}) {
  const session = await readSessionCookie(context, jar)
  removeAttempts(context, jar)
  removeSessionCookie(context, jar)
  if (session) await revokeSession(context, jar, session)
  if (!options.isForGood) return writeConsents(context, jar, await readConsents(context, jar, session))
  const { appUrl } = context.config
  jar.set(cookieNames(appUrl).consents, '', cookieOptions(appUrl, 0))
}
