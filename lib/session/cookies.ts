import type { SessionContext } from './context'
import { fingerprint, seal, unseal } from './seal'
import { fromStored, maxSessionMs, type Session, sessionLifeSeconds, toStored } from './session'
import { isHttps } from './urls'

/** The part of Next.js's `cookies()` that the session code needs. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Returns the names of the app's cookies, which start with `__Host-` on HTTPS (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return {
    session: `${prefix}session`,
    /** Lists this browser's revoked sessions and refused refresh tokens. */
    revoked: `${prefix}ended`,
    /** Stores consent dates for accounts that were previously used in this browser. */
    consents: `${prefix}consents`,
    /** Present for 30 seconds after a route handler reloads or changes data. */
    fresh: `${prefix}fresh`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Returns a cookie's attributes. Uses `Lax` because Spotify redirects from another site. A `maxAge` of 0 removes the cookie. */
export const cookieOptions = (appUrl: string, maxAge: number) =>
  ({ httpOnly: true, secure: isHttps(appUrl), sameSite: 'lax', path: '/', maxAge }) as const

export type CookieOptions = ReturnType<typeof cookieOptions>

/** Returns a cookie jar that collects all writes until you call `writeTo`. Reads ignore the collected writes. */
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

/** Returns the session from the session cookie, or `null` if there is no valid cookie or if the session was revoked. */
export async function readSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const session = await openSessionCookie(context, jar)
  return session && !isRevoked(context, jar, session) ? session : null
}

/** Writes the session to its cookie. Throws a `RangeError` if the cookie would be too large for browsers. */
export async function writeSessionCookie(context: SessionContext, jar: CookieJar, session: Session) {
  const { appUrl, passwords } = context.config
  const lifeSeconds = sessionLifeSeconds(session, context.now())
  const sealed = await seal(passwords, 'session', toStored(session), lifeSeconds)
  jar.set(cookieNames(appUrl).session, sealed, cookieOptions(appUrl, lifeSeconds))
}

export function removeSessionCookie({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).session, '', cookieOptions(appUrl, 0))
}

/** Removes the session cookie if its session was revoked. A late response can restore a revoked session's cookie. */
export async function removeRevokedSession(context: SessionContext, jar: CookieJar): Promise<void> {
  if (!jar.get(cookieNames(context.config.appUrl).revoked)) return
  const session = await openSessionCookie(context, jar)
  if (session && isRevoked(context, jar, session)) removeSessionCookie(context, jar)
}

/** Returns the session even if it was revoked. Caches the session, because the proxy, the layout and the page all read it. */
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
 * The revocation cookie lists the IDs of revoked sessions and the fingerprints of refused refresh tokens, newest first. If a late
 * response from another instance restores a session cookie, only the revocation cookie shows that the session was revoked.
 */
const maxRevoked = 4
const revokedFormat = /^[\w-]{16}(?:\.[\w-]{16}){0,3}$/

/** Whether, as far as this browser or process knows, a sign-out, a new sign-in or a refused token has revoked the session. */
function isRevoked(context: SessionContext, jar: CookieJar, { id, refreshToken }: Session): boolean {
  const names = readRevoked(context, jar)
  return context.revoked.has(id) || names.some((name) => name === id || name === fingerprint(refreshToken))
}

/** Revokes a session when the visitor signs out, and removes its data from the caches. */
export async function revokeSession(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  writeRevoked(context, jar, [session.id, ...readRevoked(context, jar)])
  await forgetSession(context, session)
}

/** Revokes every session that uses a refused refresh token. Keeps the session cookie, because another tab may have a newer one. */
export function revokeToken(context: SessionContext, jar: CookieJar, session: Session): void {
  writeRevoked(context, jar, [fingerprint(session.refreshToken), ...readRevoked(context, jar)])
}

/** After a sign-in, revokes the old session and clears revocations of the new one, because Spotify may reissue a refused token. */
export async function replaceSession(
  context: SessionContext,
  jar: CookieJar,
  before: Session | null,
  session: Session,
) {
  const revoked = readRevoked(context, jar)
  const others = revoked.filter((name) => name !== session.id && name !== fingerprint(session.refreshToken))
  if (before && before.id !== session.id) {
    writeRevoked(context, jar, [before.id, ...others])
    await forgetSession(context, before)
  } else if (others.length < revoked.length) writeRevoked(context, jar, others)
}

async function forgetSession(context: SessionContext, session: Session): Promise<void> {
  context.openedSessions.delete((_, { id }) => id === session.id)
  context.responseCache.delete((key) => key.startsWith(session.id))
  await context.revoked.add(session.id)
}

function readRevoked({ config }: SessionContext, jar: CookieJar): string[] {
  const value = jar.get(cookieNames(config.appUrl).revoked)?.value
  return value && revokedFormat.test(value) ? value.split('.') : []
}

function writeRevoked({ config: { appUrl } }: SessionContext, jar: CookieJar, names: string[]): void {
  const value = [...new Set(names)].slice(0, maxRevoked).join('.')
  jar.set(cookieNames(appUrl).revoked, value, cookieOptions(appUrl, value ? maxSessionMs / 1_000 : 0))
}
