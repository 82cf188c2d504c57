import type { ReasonCode } from '@/lib/reasons'
import { loginPagePath, refreshThenPath } from '@/lib/urls'
import type { SessionContext } from './context'
import type { CookieJar } from './cookies'
import { type Failure, untilMsOf } from './reading'
import { nameOf, type RefreshOutcome } from './refresh'
import { hasConsentEnded, isDue, isExpired, isFresh, type Session } from './session'
import { endToken, readSessionCookie, writeSessionCookie } from './session-cookie'

export type Renewal =
  | { kind: 'renewed'; session: Session }
  /** `refused` names the refresh token, for the second look. */
  | { kind: 'refused'; refused: string }
  | (Failure & { kind: 'failed'; reason: 'client_rejected' | 'spotify_unavailable' | 'signed_out' })

/**
 * Before a page: renews a token that has less than a minute left and saves it. `null` where there is nothing to do: no
 * session, or a token that lives on for now.
 */
export async function renewIfDue(context: SessionContext, jar: CookieJar): Promise<Renewal | null> {
  const session = readSessionCookie(context, jar)
  const now = context.now()
  if (!session || !isDue(session, now) || hasConsentEnded(session, now)) return null
  const renewal = await renew(context, jar, session)
  // Nothing is removed here: by now the jar may hold the session of the next person.
  if (renewal === signedOut) return null
  if (renewal.kind !== 'renewed' && !isExpired(session, context.now())) return null
  if (renewal.kind === 'refused') await waitForOthers(context)
  return renewal
}

/** Renews whatever the clock says, and saves the new token before anybody can use it. */
export async function renew(
  context: SessionContext,
  jar: CookieJar,
  session: Session,
  look = { isSecond: false },
): Promise<Renewal> {
  if (await context.ended.isEnded(session.id)) return signedOut
  const outcome = await context.refresh(session, look)
  // Signed out while Spotify was answering: a late answer brings nothing back.
  if (await context.ended.isEnded(session.id)) return signedOut
  if (outcome.kind !== 'renewed') return toFailure(outcome, session)
  try {
    await writeSessionCookie(context, jar, outcome.session)
    return outcome
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'failed', reason: 'spotify_unavailable', detail: error.message }
  }
}

const signedOut: Renewal = { kind: 'failed', reason: 'signed_out', detail: 'the session was signed out' }

function toFailure(outcome: Exclude<RefreshOutcome, { kind: 'renewed' }>, session: Session): Renewal {
  if (outcome.kind === 'refused') return { kind: 'refused', refused: nameOf(session.refreshToken) }
  const { detail, requestId, retryAfterSeconds } = outcome
  if (outcome.kind === 'unavailable')
    return { kind: 'failed', reason: 'spotify_unavailable', detail, requestId, retryAfterSeconds }
  const words = `Spotify refuses SPOTIFY_CLIENT_ID or SPOTIFY_CLIENT_SECRET: ${detail}`
  return { kind: 'failed', reason: 'client_rejected', detail: words, requestId }
}

/** After a refusal: time for the cookie of a tab or instance that was faster to reach the browser, from a busy machine too. */
export const waitForOthers = ({ pause }: SessionContext) => pause(2_500)

export type RefreshVisit = {
  returnTo: string
  /** The refresh token that was refused just now, by name. */
  refused?: string | null
  /** The access token that was given just now, by name: the visitor must have kept its cookie. */
  renewed?: string | null
}

/**
 * The refresh address: where to go on. A first refusal leads here once more, since another tab may have renewed the token
 * and the browser then brings its cookie; only the same refresh token refused again ends the session. A renewal leads here
 * once more too, so that a browser that keeps no cookie ends on a page and not in a circle.
 */
export async function renewAndReturn(
  context: SessionContext,
  jar: CookieJar,
  { returnTo, refused, renewed }: RefreshVisit,
): Promise<{ path: string; failure?: Failure }> {
  const leaveFor = (failure: Failure) => ({
    path: loginPagePath({ reason: failure.reason, returnTo, untilMs: untilMsOf(failure, context.now()) }),
    failure,
  })
  const leave = (reason: ReasonCode, detail: string) => leaveFor({ reason, detail })
  const session = readSessionCookie(context, jar)
  if (!session) return leave('signed_out', 'no session')
  if (hasConsentEnded(session, context.now())) return leave('consent_expired', 'six months')
  const isKept = renewed === nameOf(session.accessToken)
  if (isKept && isExpired(session, context.now())) return leave('spotify_unavailable', 'a token of a moment’s life')
  if (isKept || isFresh(session, context.now())) return { path: returnTo }
  if (renewed) return leave('login_failed', 'the browser did not keep the renewed cookie')

  const isSecond = refused === nameOf(session.refreshToken)
  const renewal = await renew(context, jar, session, { isSecond })
  if (renewal.kind === 'renewed') {
    const name = nameOf(renewal.session.accessToken)
    return { path: refreshThenPath({ returnTo, renewed: name }) }
  }
  if (renewal.kind === 'failed') return leaveFor(renewal)
  if (!isSecond) {
    await waitForOthers(context)
    return { path: refreshThenPath({ returnTo, refused: renewal.refused }) }
  }
  endToken(context, jar, session)
  return leave('consent_expired', 'refused twice')
}
