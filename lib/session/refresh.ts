import type { Failure, Result } from '@/lib/result'
import type { SessionContext } from './context'
import type { CookieJar } from './cookies/jar'
import { revokeToken } from './cookies/revocation-cookie'
import { readSessionCookie, writeSessionCookie } from './cookies/session-cookie'
import { fingerprint } from './fingerprint'
import { applyTokens, hasConsentEnded, isExpired, type Session, wasJustRefreshed } from './session'

export type RefreshResult =
  /** A session to use. If it's new, it's in the jar; if the refresh failed and the old token is still good, `failure` says why. */
  | { kind: 'fresh'; session: Session; failure?: Failure }
  /** Spotify refused the refresh token. Another tab or instance may have been faster: try once more with the browser's next cookie. */
  | { kind: 'retry'; refused: string }
  | { kind: 'ended'; failure: Failure }
  /** Says nothing about the session, which stays. */
  | { kind: 'unavailable'; failure: Failure }

export type RefreshOptions = {
  /** Whether Spotify refused the access token: then it's useless even before it expires. */
  isAccessRefused?: boolean
  /** The fingerprint of the refresh token that Spotify refused the first time. */
  refused?: string | null | undefined
}

/** Tokens are refreshed a minute before they expire. */
const refreshAheadMs = 60_000

/** Long enough for the cookie of a faster tab or instance to reach the browser, even on a busy machine. */
const retryDelayMs = 2_500

export const needsRefresh = (session: Session, nowMs: number) => session.expiresAtMs - nowMs < refreshAheadMs

/**
 * Before a page: refreshes a token that has less than a minute left. `null` if there is nothing to do, since there is no session
 * or its token lasts.
 */
export async function refreshIfNeeded(context: SessionContext, jar: CookieJar): Promise<RefreshResult | null> {
  const session = await readSessionCookie(context, jar)
  const nowMs = context.now()
  if (!session || !needsRefresh(session, nowMs) || hasConsentEnded(session, nowMs)) return null
  return refreshSession(context, jar, session)
}

/** Whether a refresh may help a read that failed: not if the refused access token comes from a refresh a moment ago. */
export const canRefreshHelp = (result: Result<unknown>, session: Session, nowMs: number) =>
  result.kind === 'failed' && result.isTokenRefused === true && !wasJustRefreshed(session, nowMs)

/**
 * Gets new tokens and saves them in the jar before anything uses them. This alone decides what a response of the token endpoint
 * means for a session (RFC 6749, sections 5.2 and 6).
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
  // Signed out while Spotify was responding.
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
