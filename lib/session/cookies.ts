import { isHttps } from '@/lib/urls'
import type { SessionContext } from './context'
import { isKeyOf } from './memory/response-cache'
import { fingerprint, seal, unseal } from './seal'
import { fromStored, maxSessionMs, type Session, sessionEndsAtMs, sessionLifeSeconds, toStored } from './session'

export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
  expires?: Date
}

/** Reads and writes cookies, like Next's `cookies()`. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Returns the cookie names for a public origin. With https, they start with `__Host-` (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return {
    session: `${prefix}session`,
    /** The sessions and refresh tokens revoked in this browser. */
    revoked: `${prefix}ended`,
    /** Consent dates of the accounts that have signed out in this browser. */
    consents: `${prefix}consents`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Uses SameSite=Lax, since Spotify's redirect back is a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  const options = {
    httpOnly: true,
    secure: isHttps(appUrl),
    sameSite: 'lax',
    path: '/',
    maxAge: maxAgeSeconds,
  } as const
  // If a page redirects, Next (16.4.6) repeats the proxy's cookie but omits a `Max-Age` of 0.
  return maxAgeSeconds > 0 ? options : { ...options, expires: new Date(0) }
}

/** Returns a jar that holds back all writes until `writeTo` is called. */
export function deferWrites(source: Pick<CookieJar, 'get' | 'getAll'>) {
  const writes: Parameters<CookieJar['set']>[] = []
  return {
    get: (name: string) => source.get(name),
    getAll: () => source.getAll(),
    set: (...write: Parameters<CookieJar['set']>) => void writes.push(write),
    writeTo(target: Pick<CookieJar, 'set'>) {
      for (const write of writes) target.set(...write)
    },
  }
}

/**
 * Returns the session in the jar. Returns `null` if there is none, if the cookie is damaged, foreign or from another version, or if
 * the session was revoked and a late response has restored the cookie.
 */
export async function readSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const session = await openSessionCookie(context, jar)
  return session && !isRevoked(context, jar, session) ? session : null
}

/** Throws a `RangeError` and writes nothing if the cookie would be too large for browsers. */
export async function writeSessionCookie(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  const { appUrl, passwords } = context.config
  const lifeSeconds = sessionLifeSeconds(session, context.now())
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

/**
 * Lists revoked sessions by ID and refused refresh tokens by fingerprint, newest first. The cookie lasts as long as any session can:
 * a late response from another instance may set the session cookie again, and then only this cookie shows that the session was
 * revoked.
 */
const maxRevoked = 4
const revokedFormat = /^[\w-]{16}(?:\.[\w-]{16}){0,3}$/

/** Whether the session was signed out or its refresh token refused, according to this browser or this process. */
export function isRevoked(context: SessionContext, jar: CookieJar, { id, refreshToken }: Session): boolean {
  const names = readRevoked(context, jar)
  return (
    context.revoked.has(id) || names.includes(id) || (names.length > 0 && names.includes(fingerprint(refreshToken)))
  )
}

/** Revokes a session on sign-out. */
export async function revokeSession(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  writeRevoked(context, jar, [session.id, ...readRevoked(context, jar)])
  await forgetSession(context, session)
}

/**
 * Revokes a session by its refused refresh token. Leaves the session cookie in place: by now, it may be a newer one that another
 * tab has received.
 */
export function revokeToken(context: SessionContext, jar: CookieJar, session: Session): void {
  writeRevoked(context, jar, [fingerprint(session.refreshToken), ...readRevoked(context, jar)])
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
  const revoked = readRevoked(context, jar)
  const others = revoked.filter((name) => name !== session.id && name !== fingerprint(session.refreshToken))
  if (replaced || others.length < revoked.length)
    writeRevoked(context, jar, replaced ? [replaced.id, ...others] : others)
  if (replaced) await forgetSession(context, replaced)
}

async function forgetSession(context: SessionContext, session: Session): Promise<void> {
  context.openedSessions.delete((_, { id }) => id === session.id)
  context.responseCache.delete((key) => isKeyOf(session.id, key))
  await context.revoked.add(session.id, sessionEndsAtMs(session))
}

function readRevoked({ config }: SessionContext, jar: CookieJar): string[] {
  const value = jar.get(cookieNames(config.appUrl).revoked)?.value
  return value && revokedFormat.test(value) ? value.split('.') : []
}

function writeRevoked({ config: { appUrl } }: SessionContext, jar: CookieJar, names: string[]): void {
  const value = [...new Set(names)].slice(0, maxRevoked).join('.')
  jar.set(cookieNames(appUrl).revoked, value, cookieOptions(appUrl, value ? maxSessionMs / 1_000 : 0))
}
