import type { SessionContext } from '@/lib/session/context'
import { fingerprint } from '@/lib/session/fingerprint'
import { isKeyOf } from '@/lib/session/memory/response-cache'
import { maxSessionMs, type Session, sessionEndsAtMs } from '@/lib/session/session'
import { type CookieJar, cookieNames, cookieOptions } from './jar'

/**
 * Lists revoked sessions by ID and refused refresh tokens by fingerprint, newest first. The cookie lasts as long as any session can:
 * a late response from another instance may set the session cookie again, and then only this cookie shows that the session was
 * revoked.
 */
const maxRevoked = 4
const shape = /^[\w-]{16}(?:\.[\w-]{16}){0,3}$/

/** Whether the session was signed out or its refresh token refused, according to this browser or this process. */
export function isRevoked(context: SessionContext, jar: CookieJar, { id, refreshToken }: Session): boolean {
  const names = readNames(context, jar)
  return (
    context.revoked.has(id) || names.includes(id) || (names.length > 0 && names.includes(fingerprint(refreshToken)))
  )
}

/** Revokes a session on sign-out. */
export async function revokeSession(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  writeNames(context, jar, [session.id, ...readNames(context, jar)])
  await forgetSession(context, session)
}

/**
 * Revokes a session by its refused refresh token. Leaves the session cookie in place: by now, it may be a newer one that another
 * tab has received.
 */
export function revokeToken(context: SessionContext, jar: CookieJar, session: Session): void {
  writeNames(context, jar, [fingerprint(session.refreshToken), ...readNames(context, jar)])
}

/**
 * On sign-in, revokes the previous session. Also makes sure that the new session isn't revoked, since Spotify may issue a refresh
 * token again that it refused before.
 */
export async function replaceSession(
  context: SessionContext,
  jar: CookieJar,
  { before, session }: { before: Session | null; session: Session },
): Promise<void> {
  const replaced = before && before.id !== session.id ? before : null
  const revoked = readNames(context, jar)
  const others = revoked.filter((name) => name !== session.id && name !== fingerprint(session.refreshToken))
  if (replaced || others.length < revoked.length) writeNames(context, jar, replaced ? [replaced.id, ...others] : others)
  if (replaced) await forgetSession(context, replaced)
}

async function forgetSession(context: SessionContext, session: Session): Promise<void> {
  context.openedSessions.delete((_, { id }) => id === session.id)
  context.responseCache.delete((key) => isKeyOf(session.id, key))
  await context.revoked.add(session.id, sessionEndsAtMs(session))
}

function readNames({ config }: SessionContext, jar: CookieJar): string[] {
  const value = jar.get(cookieNames(config.appUrl).revoked)?.value
  return value && shape.test(value) ? value.split('.') : []
}

function writeNames({ config: { appUrl } }: SessionContext, jar: CookieJar, names: string[]): void {
  const value = [...new Set(names)].slice(0, maxRevoked).join('.')
  jar.set(cookieNames(appUrl).revoked, value, cookieOptions(appUrl, value ? maxSessionMs / 1_000 : 0))
}
