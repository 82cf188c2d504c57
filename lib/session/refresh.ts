import { loginPagePath, refreshPathTo } from '@/lib/urls'
import type { SessionContext } from './context'
import { type CookieJar, readSessionCookie, revokeToken, writeSessionCookie } from './cookies'
import { fingerprint } from './fingerprint'
import { type Failure, retryAtMs } from './result'
import { applyTokens, hasConsentEnded, isExpired, needsRefresh, type Session, wasJustRefreshed } from './session'

export type RefreshResult =
  /** A session to go on with. If it is new, the jar has it. */
  | { kind: 'fresh'; session: Session }
  /** Spotify refused the refresh token. Another tab or instance may have been faster, so try once more with the cookie that the browser has then. */
  | { kind: 'retry'; refused: string }
  | { kind: 'ended'; failure: Failure }
  /** Says nothing about the session, which stays. */
  | { kind: 'unavailable'; failure: Failure }

/**
 * Before a page: refreshes a token that has less than a minute left. `null` where there is nothing to do: no session, or a
 * token that lasts.
 */
export async function refreshIfNeeded(context: SessionContext, jar: CookieJar): Promise<RefreshResult | null> {
  const session = await readSessionCookie(context, jar)
  const nowMs = context.now()
  if (!session || !needsRefresh(session, nowMs) || hasConsentEnded(session, nowMs)) return null
  return refreshSession(context, jar, session)
}

export type RefreshOptions = {
  /** Whether Spotify refused the access token, so that it is no use even if it has not expired. */
  isRefused?: boolean
  /** The refresh token that was refused the first time, by its fingerprint. */
  refused?: string | null | undefined
}

/** Long enough for the cookie of a faster tab or instance to reach the browser, even on a busy machine. */
const retryDelayMs = 2_500

/**
 * Gets new tokens and saves them in the jar before anybody uses them. The one place that decides what a response of the
 * token endpoint means for a session (RFC 6749, sections 5.2 and 6).
 */
export async function refreshSession(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  { isRefused = false, refused }: RefreshOptions = {},
): Promise<RefreshResult> {
  const isRetry = refused === fingerprint(session.refreshToken)
  const result = await requestRefresh(context, jar, session, isRetry)
  // An unexpired token stays in use.
  const isUsable = !isRefused && !isExpired(session, context.now())
  if (result.kind !== 'fresh' && result.kind !== 'ended' && isUsable) return { kind: 'fresh', session }
  if (result.kind !== 'retry') return result
  if (isRetry) {
    revokeToken(context, jar, session)
    return { kind: 'ended', failure: { reason: 'consent_expired', detail: 'refused twice' } }
  }
  await context.pause(retryDelayMs)
  return result
}

async function requestRefresh(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  isRetry: boolean,
): Promise<RefreshResult> {
  if (await context.revoked.check(session.id)) return signedOut
  const { outcome, atMs } = await context.requestRefresh(session.refreshToken, { isRetry })
  // Signed out while Spotify was responding: a late response brings nothing back.
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

export type RefreshVisit = {
  returnTo: string
  /** The refresh token that was refused a moment ago, by its fingerprint. */
  refused?: string | null
  /** The access token that was saved a moment ago, by its fingerprint: the browser must have kept its cookie. */
  refreshed?: string | null
}

/**
 * Where the refresh address leads. A refusal leads here once more, with whatever cookie the browser has then; only the same
 * refresh token refused again ends the session. New tokens lead here once more too, so that a browser that keeps no cookies
 * ends on a page and not in a loop.
 */
export async function refreshAndReturn(
  context: SessionContext,
  jar: CookieJar,
  { returnTo, refused, refreshed }: RefreshVisit,
): Promise<{ path: string; failure?: Failure }> {
  const leave = (failure: Failure) => {
    const { reason } = failure
    return { path: loginPagePath({ reason, returnTo, untilMs: retryAtMs(failure, context.now()) }), failure }
  }
  const session = await readSessionCookie(context, jar)
  if (!session) return leave({ reason: 'signed_out', detail: 'no session' })
  if (hasConsentEnded(session, context.now())) return leave({ reason: 'consent_expired', detail: 'six months' })
  if (refreshed === fingerprint(session.accessToken))
    return isExpired(session, context.now())
      ? leave({ reason: 'spotify_unavailable', detail: 'a token that expired at once' })
      : { path: returnTo }
  if (wasJustRefreshed(session, context.now())) return { path: returnTo }
  if (refreshed) return leave({ reason: 'login_failed', detail: 'the browser did not keep the refreshed cookie' })

  const result = await refreshSession(context, jar, session, { isRefused: true, refused })
  if (result.kind === 'retry') return { path: refreshPathTo({ returnTo, refused: result.refused }) }
  if (result.kind !== 'fresh') return leave(result.failure)
  return { path: refreshPathTo({ returnTo, refreshed: fingerprint(result.session.accessToken) }) }
}
