import type { SessionContext } from '@/lib/session/context'
import { seal, unseal } from '@/lib/session/seal'
import { fromStored, type Session, sessionLifeSeconds, toStored } from '@/lib/session/session'
import { type CookieJar, cookieNames, cookieOptions } from './jar'
import { isRevoked } from './revocation-cookie'

/**
 * Returns the session in the jar. Returns `null` if there is none, if the cookie is damaged, foreign or from another version, or if
 * the session was revoked and a late response has restored the cookie.
 */
export async function readSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const session = await openSessionCookie(context, jar)
  return session && !isRevoked(context, jar, session) ? session : null
}

/** Throws a `RangeError` and writes nothing if the cookie would be too large for browsers. */
export async function writeSessionCookie(
  { config: { appUrl, passwords }, now }: SessionContext,
  jar: CookieJar,
  session: Session,
): Promise<void> {
  const lifeSeconds = sessionLifeSeconds(session, now())
  const sealed = await seal(passwords, 'session', toStored(session), lifeSeconds)
  jar.set(cookieNames(appUrl).session, sealed, cookieOptions(appUrl, lifeSeconds))
}

export function removeSessionCookie({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).session, '', cookieOptions(appUrl, 0))
}

/** Removes the cookie of a revoked session that a late response has restored. */
export async function removeRevokedSession(context: SessionContext, jar: CookieJar): Promise<void> {
  if (!jar.get(cookieNames(context.config.appUrl).revoked)) return
  const session = await openSessionCookie(context, jar)
  if (session && isRevoked(context, jar, session)) removeSessionCookie(context, jar)
}

/** Caches the session, since the proxy, layout and page of one request all read it. */
async function openSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const { config, openedSessions, revoked } = context
  const sealed = jar.get(cookieNames(config.appUrl).session)?.value
  if (!sealed) return null
  const known = openedSessions.get(sealed)
  if (known) return known
  const session = fromStored(await unseal(config.passwords, 'session', sealed))
  if (session && !revoked.has(session.id)) openedSessions.set(sealed, session)
  return session
}
