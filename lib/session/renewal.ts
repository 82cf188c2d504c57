import type { ReasonCode } from '@/lib/reasons'
import { loginPagePath, refreshThenPath } from '@/lib/urls'
import type { SessionContext } from './context'
import type { CookieJar } from './cookies'
import { hashToken, type RefreshOutcome } from './refresh'
import { hasConsentEnded, isDue, isExpired, isFresh, type Session } from './session'
import { readSessionCookie, removeSessionCookie, writeSessionCookie } from './session-cookie'

export type Renewal =
  | { kind: 'renewed'; session: Session }
  | { kind: 'refused'; refused: string }
  | { kind: 'failed'; reason: 'client_rejected' | 'spotify_unavailable'; detail: string }

/**
 * Before a page: renews a token that has less than a minute left and saves it. `null` where there is nothing to do: no
 * session, or a token that lives on for now.
 */
export async function renewIfDue(context: SessionContext, jar: CookieJar): Promise<Renewal | null> {
  const session = await readSessionCookie(context, jar)
  const now = context.now()
  if (!session || !isDue(session, now) || hasConsentEnded(session, now)) return null
  const renewal = await renew(context, jar, session)
  return renewal.kind === 'renewed' || isExpired(session, context.now()) ? renewal : null
}

/** Renews whatever the clock says, and saves the new token before anybody can use it. */
export async function renew(context: SessionContext, jar: CookieJar, session: Session): Promise<Renewal> {
  const outcome = await context.refresh(session)
  if (outcome.kind !== 'renewed') return toFailure(outcome, session)
  try {
    await writeSessionCookie(context, jar, outcome.session)
    return outcome
  } catch (error) {
    if (!(error instanceof RangeError)) throw error
    return { kind: 'failed', reason: 'spotify_unavailable', detail: error.message }
  }
}

function toFailure(outcome: Exclude<RefreshOutcome, { kind: 'renewed' }>, session: Session): Renewal {
  if (outcome.kind === 'refused') return { kind: 'refused', refused: nameOf(session) }
  const reason = outcome.kind === 'client_refused' ? 'client_rejected' : 'spotify_unavailable'
  return { kind: 'failed', reason, detail: outcome.detail }
}

export type RefreshVisit = { returnTo: string; refused: string | null }

/**
 * The refresh address: where to go on. A first refusal leads here once more, since another tab may have renewed the token
 * and the browser then brings its cookie; only the same refresh token refused again ends the session.
 */
export async function renewAndReturn(
  context: SessionContext,
  jar: CookieJar,
  { returnTo, refused }: RefreshVisit,
): Promise<{ path: string; failure?: { reason: ReasonCode; detail: string } }> {
  const leave = (reason: ReasonCode, detail: string) => ({
    path: loginPagePath({ reason, returnTo }),
    failure: { reason, detail },
  })
  const session = await readSessionCookie(context, jar)
  if (!session) return leave('signed_out', 'no session')
  if (hasConsentEnded(session, context.now())) return leave('consent_expired', 'six months')
  if (isFresh(session, context.now())) return { path: returnTo }

  const renewal = await renew(context, jar, session)
  if (renewal.kind === 'failed') return leave(renewal.reason, renewal.detail)
  if (renewal.kind === 'renewed') return { path: returnTo }
  if (refused !== renewal.refused) return { path: refreshThenPath(returnTo, renewal.refused) }
  removeSessionCookie(context, jar)
  return leave('consent_expired', 'refused twice')
}

const nameOf = (session: Session) => hashToken(session.refreshToken).slice(0, 16)
