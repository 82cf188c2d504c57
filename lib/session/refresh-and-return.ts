import { type Failure, failurePath } from '@/lib/result'
import { refreshPathTo } from '@/lib/urls'
import type { SessionContext } from './context'
import { type CookieJar, readSessionCookie } from './cookies'
import { refreshSession } from './refresh'
import { fingerprint } from './seal'
import { hasConsentEnded, isExpired, type Session, wasJustRefreshed } from './session'

export type RefreshVisit = {
  returnTo: string
  /** Fingerprint of the refresh token that Spotify has just refused. */
  refused?: string | null
  /** Fingerprint of the access token that has just been replaced. The browser should now send a different one. */
  replaced?: string | null
}

/**
 * Returns where `/api/auth/refresh` redirects to. After a refusal, it redirects to itself once, to see the browser's next cookie:
 * the session ends only if Spotify refuses the same refresh token again. After a success, it also redirects to itself once, so that
 * a browser that doesn't keep cookies gets an error page instead of a redirect loop.
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

/** Returns why the session can't be refreshed, `'fresh'` if it needs no refresh, or `null` if it needs one. */
function checkSession(session: Session, replaced: string | null | undefined, nowMs: number): Failure | 'fresh' | null {
  if (hasConsentEnded(session, nowMs)) return { reason: 'consent_expired', detail: 'six months' }
  const isSecondVisit = Boolean(replaced)
  if (isSecondVisit && replaced !== fingerprint(session.accessToken))
    return isExpired(session, nowMs)
      ? { reason: 'spotify_unavailable', detail: 'a token that expired at once' }
      : 'fresh'
  if (wasJustRefreshed(session, nowMs)) return 'fresh'
  return isSecondVisit ? { reason: 'login_failed', detail: 'the browser did not keep the new cookie' } : null
}
