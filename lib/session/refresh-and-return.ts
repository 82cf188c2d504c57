import type { Failure } from '@/lib/http/result'
import { failurePath, refreshPathTo } from '@/lib/session/urls'
import type { SessionContext } from './context'
import { type CookieJar, readSessionCookie } from './cookies'
import { refreshSession } from './refresh'
import { fingerprint } from './seal'
import { hasConsentEnded, isExpired, type Session, wasJustRefreshed } from './session'

export type RefreshVisit = {
  returnTo: string
  /** The fingerprint of the refresh token that Spotify has just refused. */
  refused?: string | null
  /**
   * The fingerprint of the access token that a refresh has just replaced. The session cookie should now contain a different token.
   */
  replaced?: string | null
}

/**
 * Refreshes the tokens and returns the path that `/api/auth/refresh` redirects to. If Spotify refuses the refresh token, the
 * endpoint redirects to itself once, because the browser may have received a newer cookie in the meantime. The session is revoked
 * only if Spotify refuses the same refresh token again. After a successful refresh, the endpoint also redirects to itself once, to
 * check whether the browser has kept the new cookie. If the browser hasn't kept the cookie, the visitor sees an error page instead
 * of being redirected endlessly.
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
