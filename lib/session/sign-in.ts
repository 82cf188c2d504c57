import { parseReturnTo } from '@/lib/http/return-to'
import { defaultScopes, type Scope, scopes } from '@/lib/spotify/scopes'
import { homePath } from '@/lib/urls'
import {
  type Attempt,
  attemptIdOf,
  attemptLifeSeconds,
  attemptsAmong,
  createAttempt,
  fitsAttempt,
  parseAttempt,
  sessionIdOf,
  surplusAttempts,
  toStoredAttempt,
} from './attempt'
import { findConsent, forgetConsent, rememberConsent, removeConsents } from './consents'
import type { SessionContext } from './context'
import {
  allowSession,
  type CookieJar,
  cookieNames,
  cookieOptions,
  readSessionCookie,
  removeSessionCookie,
  revokeSession,
  writeSessionCookie,
} from './cookies'
import { exchangeCode } from './exchange'
import { fingerprint } from './fingerprint'
import type { FailedResult } from './result'
import { seal, unseal } from './seal'
import type { Session } from './session'

export type SignInRequest = {
  returnTo: string | null
  addedScopes: readonly Scope[]
  showDialog: boolean
  /** Whether it may be for somebody else, who is asked for the default scopes only. */
  isSwitch: boolean
}

export type SignInEnd =
  | { kind: 'signed_in'; returnTo: string }
  /** An existing session is as it was. */
  | (FailedResult & { returnTo: string })

/** Puts a new attempt into the jar. Returns the Spotify URL to redirect to (RFC 6749, section 4.1.1). */
export async function startSignIn(context: SessionContext, jar: CookieJar, request: SignInRequest): Promise<URL> {
  const { appUrl, passwords } = context.config
  const { addedScopes, showDialog, isSwitch } = request
  // What was granted before is requested again, or a sign-in to add one scope would drop the others.
  const granted = (isSwitch ? null : await readSessionCookie(context, jar))?.grantedScopes ?? []
  const requested = new Set<Scope>([...defaultScopes, ...granted, ...addedScopes])
  const requestedScopes = scopes.filter((scope) => requested.has(scope))
  const returnTo = parseReturnTo(request.returnTo)
  const attempt = createAttempt({ returnTo, requestedScopes, showDialog }, context.now())

  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = attemptsAmong(jar.getAll(), names.attempts)
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
  return context.accounts.authorizeUrl({ ...attempt, scopes: requestedScopes })
}

/**
 * Finishes the attempt that the callback belongs to: a new session in the jar, or the reason why not. A callback that arrives
 * again, or several times at once, costs one token request in a process, and all lead where the first did.
 */
export async function finishSignIn(
  context: SessionContext,
  jar: CookieJar,
  callback: URLSearchParams,
): Promise<SignInEnd> {
  const attempt = await takeAttempt(context, jar, callback.get('state') ?? '')
  if (!attempt) return (await repeatSignIn(context, jar, callback)) ?? unknownState
  const { returnTo } = attempt
  const result = await context.exchangeOnce(fingerprint(`${callback}`), () => exchangeCode(context, attempt, callback))
  if (result.kind === 'failed') return (await repeatSignIn(context, jar, callback)) ?? { ...result, returnTo }
  const before = await readSessionCookie(context, jar)
  const session = await withConsent(context, jar, { attempt, session: result.value, before })
  try {
    await writeSessionCookie(context, jar, session)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'failed', reason: 'login_failed', detail: error.message, returnTo }
  }
  context.completedSignIns.set(session.id, returnTo)
  if (before && before.id !== session.id) await revokeSession(context, jar, before)
  allowSession(context, jar, session)
  if (before) await rememberConsent(context, jar, before)
  await forgetConsent(context, jar, session.viewer.accountId)
  return { kind: 'signed_in', returnTo }
}

/** The session with its date of consent: that of the sign-in where we asked for Spotify's consent page, else the earliest known. */
async function withConsent(
  context: SessionContext,
  jar: CookieJar,
  { attempt, session, before }: { attempt: Attempt; session: Session; before: Session | null },
): Promise<Session> {
  if (attempt.showDialog) return { ...session, isConsentExact: true }
  const consent = await findConsent(context, jar, session.viewer.accountId, before)
  const { consentedAtMs, isConsentExact } = consent ?? session
  return { ...session, consentedAtMs, isConsentExact }
}

const unknownState: SignInEnd = {
  kind: 'failed',
  reason: 'state_mismatch',
  detail: 'no live attempt',
  returnTo: homePath,
}

/** For a callback whose attempt was used, in the browser that holds the session it made: after a reload, or on the way back. */
async function repeatSignIn(
  context: SessionContext,
  jar: CookieJar,
  callback: URLSearchParams,
): Promise<SignInEnd | null> {
  const session = await readSessionCookie(context, jar)
  if (session?.id !== sessionIdOf(callback)) return null
  return { kind: 'signed_in', returnTo: context.completedSignIns.get(session.id) ?? homePath }
}

/**
 * Ends the session and its attempts. Asks nothing of Spotify, which has no endpoint for it, so it works in any outage.
 * `isForGood` forgets the account as well.
 */
export async function signOut(
  context: SessionContext,
  jar: CookieJar,
  { isForGood = false }: { isForGood?: boolean } = {},
): Promise<void> {
  const session = await readSessionCookie(context, jar)
  const { appUrl } = context.config
  const { attempts } = cookieNames(appUrl)
  for (const { name } of attemptsAmong(jar.getAll(), attempts)) jar.set(name, '', cookieOptions(appUrl, 0))
  removeSessionCookie(context, jar)
  if (session) await revokeSession(context, jar, session)
  if (isForGood) removeConsents(context, jar)
  else if (session) await rememberConsent(context, jar, session)
}

/** The live attempt that this state belongs to, removed from the jar: an attempt is used once. */
async function takeAttempt({ config, now }: SessionContext, jar: CookieJar, state: string): Promise<Attempt | null> {
  const id = attemptIdOf(state)
  if (!id) return null
  const name = cookieNames(config.appUrl).attempt(id)
  const unsealed = await unseal(config.passwords, 'attempt', jar.get(name)?.value ?? '')
  const attempt = unsealed.kind === 'opened' ? parseAttempt(unsealed.content) : null
  if (!attempt || !fitsAttempt(attempt, state, now())) return null
  jar.set(name, '', cookieOptions(config.appUrl, 0))
  return attempt
}
