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
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { type ExchangeEnd, exchange } from './exchange'
import { parseReturnTo } from './return-to'
import { seal, unseal } from './seal'
import type { Session } from './session'
import { allowSession, endSession, readSessionCookie, removeSessionCookie, writeSessionCookie } from './session-cookie'

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
  | (Extract<ExchangeEnd, { kind: 'failed' }> & { returnTo: string })

/** Puts a new attempt into the jar. Gives Spotify's address to go to. */
export async function startSignIn(context: SessionContext, jar: CookieJar, request: SignInRequest): Promise<URL> {
  const { appUrl, passwords } = context.config
  const { addedScopes, showDialog, isSwitch } = request
  // What was granted before is asked for again, or a sign-in to add one scope would drop the others.
  const granted = (isSwitch ? null : readSessionCookie(context, jar))?.grantedScopes ?? []
  const asked = new Set<Scope>([...defaultScopes, ...granted, ...addedScopes])
  const askedScopes = scopes.filter((scope) => asked.has(scope))
  const attempt = createAttempt({ returnTo: parseReturnTo(request.returnTo), askedScopes, showDialog }, context.now())

  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = attemptsAmong(jar.getAll(), names.attempts)
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
  return context.accounts.authorizeUrl({ ...attempt, scopes: askedScopes })
}

/**
 * Ends the attempt that the callback answers: a new session in the jar, or the reason why not. A callback that arrives
 * again, or several times at once, is one exchange in a process, and all end where the first did.
 */
export async function finishSignIn(
  context: SessionContext,
  jar: CookieJar,
  callback: URLSearchParams,
): Promise<SignInEnd> {
  const state = callback.get('state') ?? ''
  const attempt = takeAttempt(context, jar, state)
  if (!attempt) return landAgain(context, jar, callback) ?? unknownState
  const { returnTo } = attempt
  const end = await context.exchangeOnce(`${callback}`, () => exchange(context, attempt, callback))
  if (end.kind === 'failed') return landAgain(context, jar, callback) ?? { ...end, returnTo }
  const before = readSessionCookie(context, jar)
  const session = withConsent(context, jar, { attempt, session: end.session, before })
  try {
    await writeSessionCookie(context, jar, session)
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'failed', reason: 'login_failed', detail: error.message, returnTo }
  }
  context.landings.set(session.id, returnTo)
  if (before && before.id !== session.id) await endSession(context, jar, before)
  allowSession(context, jar, session)
  if (before) await rememberConsent(context, jar, before)
  await forgetConsent(context, jar, session.viewer.accountId)
  return { kind: 'signed_in', returnTo }
}

/** The session with its date of consent: that of the sign-in where we asked for Spotify's consent page, else the earliest known. */
function withConsent(
  context: SessionContext,
  jar: CookieJar,
  { attempt, session, before }: { attempt: Attempt; session: Session; before: Session | null },
): Session {
  if (attempt.showDialog) return { ...session, isConsentExact: true }
  const { consentedAtMs, isConsentExact } = findConsent(context, jar, session.viewer.accountId, before) ?? session
  return { ...session, consentedAtMs, isConsentExact }
}

const unknownState: SignInEnd = {
  kind: 'failed',
  reason: 'state_mismatch',
  detail: 'no live attempt',
  returnTo: homePath,
}

/** A callback whose attempt is used up, in the browser that holds the session made by it: a reload, or the way back. */
function landAgain(context: SessionContext, jar: CookieJar, callback: URLSearchParams): SignInEnd | null {
  const session = readSessionCookie(context, jar)
  if (session?.id !== sessionIdOf(callback)) return null
  return { kind: 'signed_in', returnTo: context.landings.get(session.id) ?? homePath }
}

/**
 * Ends the session and its attempts. No call to Spotify, which has no address for it: works in any outage. `isForGood`
 * forgets the account as well.
 */
export async function signOut(
  context: SessionContext,
  jar: CookieJar,
  { isForGood = false }: { isForGood?: boolean } = {},
): Promise<void> {
  const session = readSessionCookie(context, jar)
  const { appUrl } = context.config
  const { attempts } = cookieNames(appUrl)
  for (const { name } of attemptsAmong(jar.getAll(), attempts)) jar.set(name, '', cookieOptions(appUrl, 0))
  removeSessionCookie(context, jar)
  if (session) await endSession(context, jar, session)
  if (isForGood) removeConsents(context, jar)
  else if (session) await rememberConsent(context, jar, session)
}

/** The live attempt that this state belongs to, removed from the jar: an attempt is used once. */
function takeAttempt({ config, now }: SessionContext, jar: CookieJar, state: string) {
  const id = attemptIdOf(state)
  if (!id) return null
  const name = cookieNames(config.appUrl).attempt(id)
  const sealed = jar.get(name)?.value
  if (!sealed) return null
  const attempt = readAttempt(config.passwords, sealed)
  if (!attempt || !fitsAttempt(attempt, state, now())) return null
  jar.set(name, '', cookieOptions(config.appUrl, 0))
  return attempt
}

function readAttempt(passwords: SessionContext['config']['passwords'], sealed: string): Attempt | null {
  const unsealed = unseal(passwords, 'attempt', sealed)
  return unsealed.kind === 'opened' ? parseAttempt(unsealed.content) : null
}
