import { type Failure, retryAtMs } from '@/lib/result'
import { loginPagePath, refreshPathTo } from '@/lib/urls'
import type { SessionContext } from './context'
import type { CookieJar } from './cookies/jar'
import { readSessionCookie } from './cookies/session-cookie'
import { fingerprint } from './fingerprint'
import { refreshSession } from './refresh'
import { hasConsentEnded, isExpired, wasJustRefreshed } from './session'

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
  const fail = (failure: Failure) => {
    const untilMs = retryAtMs(failure, context.now())
    return { path: loginPagePath({ reason: failure.reason, returnTo, untilMs }), failure }
  }
  const session = await readSessionCookie(context, jar)
  if (!session) return fail({ reason: 'signed_out', detail: 'no session' })
  if (hasConsentEnded(session, context.now())) return fail({ reason: 'consent_expired', detail: 'six months' })
  const isSecondVisit = Boolean(replaced)
  if (isSecondVisit && replaced !== fingerprint(session.accessToken))
    return isExpired(session, context.now())
      ? fail({ reason: 'spotify_unavailable', detail: 'a token that expired at once' })
      : { path: returnTo }
  if (wasJustRefreshed(session, context.now())) return { path: returnTo }
  if (isSecondVisit) return fail({ reason: 'login_failed', detail: 'the browser did not keep the new cookie' })

  const result = await refreshSession(context, jar, session, { isAccessRefused: true, refused })
  if (result.kind === 'retry') return { path: refreshPathTo({ returnTo, refused: result.refused }) }
  if (result.kind !== 'fresh') return fail(result.failure)
  return { path: refreshPathTo({ returnTo, replaced: fingerprint(session.accessToken) }) }
}
