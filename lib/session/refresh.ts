import type { Failure, Result } from '@/lib/http/failures'
import type { SessionContext } from './context'
import { type CookieJar, readSessionCookie, revokeToken, writeSessionCookie } from './cookies'
import { fingerprint } from './seal'
import { applyTokens, hasConsentEnded, isExpired, type Session, wasJustRefreshed } from './session'
import { failurePath, refreshPathTo } from './urls'

export type RefreshResult =
  /** The session has a usable access token. A new token is already in the session cookie. `failure` says why a refresh failed. */
  | { kind: 'fresh'; session: Session; failure?: Failure }
  /** Spotify refused the refresh token. The browser's next request tries again, in case another tab or instance has a new token. */
  | { kind: 'retry'; refused: string }
  | { kind: 'ended'; failure: Failure }
  /** The refresh failed for another reason, such as an outage. The session stays valid. */
  | { kind: 'unavailable'; failure: Failure }

export type RefreshOptions = {
  /** Whether Spotify refused the access token. If so, the token can't be used even if it hasn't expired. */
  isAccessRefused?: boolean
  /** The fingerprint of the refresh token that Spotify refused before this retry. */
  refused?: string | null | undefined
}

/** Access tokens are refreshed when they have less than a minute left. */
const refreshAheadMs = 60_000

/** The delay before a retry. It gives a new cookie from another instance time to reach the browser. */
const retryDelayMs = 2_500

/** Whether the access token has expired or will expire in less than a minute. */
export const needsRefresh = (session: Session, nowMs: number) => session.expiresAtMs - nowMs < refreshAheadMs

/** Refreshes the access token if necessary. Returns `null` if there is nothing to refresh or if the consent has expired. */
export async function refreshIfNeeded(context: SessionContext, jar: CookieJar): Promise<RefreshResult | null> {
  const session = await readSessionCookie(context, jar)
  const nowMs = context.now()
  if (!session || !needsRefresh(session, nowMs) || hasConsentEnded(session, nowMs)) return null
  return refreshSession(context, jar, session)
}

/** Whether a call failed because Spotify refused an access token that doesn't come from a recent refresh. */
export const canRefreshHelp = (result: Result<unknown>, session: Session, nowMs: number) =>
  result.kind === 'failed' && result.isTokenRefused === true && !wasJustRefreshed(session, nowMs)

/** Requests new tokens and saves them in the session cookie. Decides how a failure affects the session (RFC 6749, section 5.2). */
export async function refreshSession(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  { isAccessRefused = false, refused }: RefreshOptions = {},
): Promise<RefreshResult> {
  const isRetry = refused === fingerprint(session.refreshToken)
  const result = await requestTokens(context, jar, session, isRetry)
  // If the refresh fails, an access token that hasn't expired stays in use.
  const isUsable = !isAccessRefused && !isExpired(session, context.now())
  if (result.kind === 'unavailable' && isUsable) return { kind: 'fresh', session, failure: result.failure }
  if (result.kind !== 'retry') return result
  if (isUsable) return { kind: 'fresh', session }
  if (isRetry) {
    revokeToken(context, jar, session)
    return { kind: 'ended', failure: { reason: 'consent_expired', detail: 'Spotify refused the refresh token twice' } }
  }
  await context.pause(retryDelayMs)
  return result
}

async function requestTokens(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  isRetry: boolean,
): Promise<RefreshResult> {
  if (await context.revoked.check(session.id)) return signedOut
  const { outcome, atMs } = await context.requestRefresh(session.refreshToken, { isRetry })
  // The visitor may have signed out during the request to Spotify.
  if (await context.revoked.check(session.id)) return signedOut
  if (outcome.kind === 'tokens') return save(context, jar, applyTokens(session, outcome.tokens, atMs))
  if (outcome.kind === 'grant_refused') return { kind: 'retry', refused: fingerprint(session.refreshToken) }
  const { detail, requestId, retryAfterSeconds } = outcome
  const failure: Failure =
    outcome.kind === 'unavailable'
      ? { reason: 'spotify_unavailable', detail, requestId, retryAfterSeconds }
      : { reason: 'client_rejected', detail: `Spotify refuses the Client ID or secret: ${detail}`, requestId }
  return { kind: 'unavailable', failure }
}

const signedOut: RefreshResult = {
  kind: 'ended',
  failure: { reason: 'signed_out', detail: 'the visitor has signed out' },
}

async function save(context: SessionContext, jar: CookieJar, session: Session): Promise<RefreshResult> {
  try {
    await writeSessionCookie(context, jar, session)
    return { kind: 'fresh', session }
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'unavailable', failure: { reason: 'spotify_unavailable', detail: error.message } }
  }
}

export type RefreshVisit = {
  returnTo: string
  /** The fingerprint of the refresh token that Spotify has just refused. */
  refused?: string | null
  /** The fingerprint of the access token that a refresh has just replaced. */
  replaced?: string | null
}

/**
 * Refreshes the tokens and returns the path that `/api/auth/refresh` redirects to. The endpoint redirects to itself once: after a
 * refusal, because the browser may have a newer cookie by then, and after a refresh, to check that the browser keeps cookies.
 */
export async function refreshAndReturn(
  context: SessionContext,
  jar: CookieJar,
  { returnTo, refused, replaced }: RefreshVisit,
): Promise<{ path: string; failure?: Failure }> {
  const fail = (failure: Failure) => ({ path: failurePath(failure, returnTo, context.now()), failure })
  const session = await readSessionCookie(context, jar)
  if (!session) return fail({ reason: 'signed_out', detail: 'no session' })
  const known = checkSession(session, replaced, context.now())
  if (known === 'fresh') return { path: returnTo }
  if (known) return fail(known)

  const result = await refreshSession(context, jar, session, { isAccessRefused: true, refused })
  if (result.kind === 'retry') return { path: refreshPathTo({ returnTo, refused: result.refused }) }
  if (result.kind !== 'fresh') return fail(result.failure)
  return { path: refreshPathTo({ returnTo, replaced: fingerprint(session.accessToken) }) }
}

/** Returns `null` if the session needs a refresh, `'fresh'` if it doesn't, or the failure if a refresh can't help. */
function checkSession(session: Session, replaced: string | null | undefined, nowMs: number): Failure | 'fresh' | null {
  if (hasConsentEnded(session, nowMs))
    return { reason: 'consent_expired', detail: 'six months have passed since the visitor granted access' }
  const isSecondVisit = Boolean(replaced)
  if (isSecondVisit && replaced !== fingerprint(session.accessToken))
    return isExpired(session, nowMs)
      ? { reason: 'spotify_unavailable', detail: 'the new token has already expired' }
      : 'fresh'
  if (wasJustRefreshed(session, nowMs)) return 'fresh'
  return isSecondVisit ? { reason: 'login_failed', detail: 'the browser did not keep the new cookie' } : null
}
