import type { Failure, Result } from '@/lib/result'
import type { SessionContext } from './context'
import { type CookieJar, readSessionCookie, revokeToken, writeSessionCookie } from './cookies'
import { fingerprint } from './seal'
import { applyTokens, hasConsentEnded, isExpired, type Session, wasJustRefreshed } from './session'

export type RefreshResult =
  /**
   * A session to use. If it is new, it has been written to the jar. If the refresh failed but the old token hasn't expired,
   * `failure` says why.
   */
  | { kind: 'fresh'; session: Session; failure?: Failure }
  /**
   * Spotify refused the refresh token. Another tab or instance may already have replaced it, so try once more with the browser's
   * next cookie.
   */
  | { kind: 'retry'; refused: string }
  | { kind: 'ended'; failure: Failure }
  /** The refresh failed for another reason, such as an outage. The session is kept. */
  | { kind: 'unavailable'; failure: Failure }

export type RefreshOptions = {
  /** Whether Spotify refused the access token, which then can't be used even if it hasn't expired. */
  isAccessRefused?: boolean
  /** Fingerprint of the refresh token that Spotify refused the first time. */
  refused?: string | null | undefined
}

/** Tokens are refreshed one minute before they expire. */
const refreshAheadMs = 60_000

/** Gives a cookie from another tab or instance time to reach the browser, even on a busy machine. */
const retryDelayMs = 2_500

/** Whether the access token expires in less than a minute, or has expired. */
export const needsRefresh = (session: Session, nowMs: number) => session.expiresAtMs - nowMs < refreshAheadMs

/**
 * For the proxy: refreshes an access token that expires in less than a minute. Returns `null` if there is no session or no refresh
 * is needed.
 */
export async function refreshIfNeeded(context: SessionContext, jar: CookieJar): Promise<RefreshResult | null> {
  const session = await readSessionCookie(context, jar)
  const nowMs = context.now()
  if (!session || !needsRefresh(session, nowMs) || hasConsentEnded(session, nowMs)) return null
  return refreshSession(context, jar, session)
}

/** Whether a refresh may help a failed read. It can't if the refused access token is itself the result of a recent refresh. */
export const canRefreshHelp = (result: Result<unknown>, session: Session, nowMs: number) =>
  result.kind === 'failed' && result.isTokenRefused === true && !wasJustRefreshed(session, nowMs)

/**
 * Requests new tokens and saves them in the jar before they are used. This is the only function that decides what a response of the
 * token endpoint means for the session (RFC 6749, sections 5.2 and 6).
 */
export async function refreshSession(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  { isAccessRefused = false, refused }: RefreshOptions = {},
): Promise<RefreshResult> {
  const isRetry = refused === fingerprint(session.refreshToken)
  const result = await requestTokens(context, jar, session, isRetry)
  // An unexpired token stays in use.
  const isUsable = !isAccessRefused && !isExpired(session, context.now())
  if (result.kind === 'unavailable' && isUsable) return { kind: 'fresh', session, failure: result.failure }
  if (result.kind !== 'retry') return result
  if (isUsable) return { kind: 'fresh', session }
  if (isRetry) {
    revokeToken(context, jar, session)
    return { kind: 'ended', failure: { reason: 'consent_expired', detail: 'refused twice' } }
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
  // The session may have been signed out while Spotify was responding.
  if (await context.revoked.check(session.id)) return signedOut
  if (outcome.kind === 'tokens') return save(context, jar, applyTokens(session, outcome.tokens, atMs))
  if (outcome.kind === 'grant_refused') return { kind: 'retry', refused: fingerprint(session.refreshToken) }
  const { detail, requestId, retryAfterSeconds } = outcome
  const failure: Failure =
    outcome.kind === 'unavailable'
      ? { reason: 'spotify_unavailable', detail, requestId, retryAfterSeconds }
      : { reason: 'client_rejected', detail: `Spotify refuses the client id or secret: ${detail}`, requestId }
  return { kind: 'unavailable', failure }
}

const signedOut: RefreshResult = {
  kind: 'ended',
  failure: { reason: 'signed_out', detail: 'the session was signed out' },
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
