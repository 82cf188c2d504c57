import { isKeyOf } from '@/lib/session/memory/response-cache'
import type { SessionContext } from './context'
import { fingerprint } from './fingerprint'
import { seal, unseal } from './seal'
import { fromStored, type Session, sessionEndsAtMs, toStored } from './session'

export type CookieOptions = {
  httpOnly: true
  secure: boolean
  sameSite: 'lax'
  path: '/'
  maxAge: number
  expires?: Date
}

/** Anything that cookies are read from and written to: Next's `cookies()`, or the proxy's request and response. */
export type CookieJar = {
  get(name: string): { value: string } | undefined
  getAll(): { name: string; value: string }[]
  set(name: string, value: string, options: CookieOptions): unknown
}

/** Names for a public origin: `__Host-` on https (RFC 6265bis, section 4.1.3.2). */
export function cookieNames(appUrl: string) {
  const prefix = isHttps(appUrl) ? '__Host-' : ''
  return {
    session: `${prefix}session`,
    /** Which sessions and refresh tokens were revoked in this browser. */
    revoked: `${prefix}ended`,
    /** When the accounts that signed out in this browser consented. */
    consents: `${prefix}consents`,
    attempts: `${prefix}login.`,
    attempt: (id: string) => `${prefix}login.${id}`,
  }
}

/** Lax, since Spotify's redirect back is a navigation from another site. `maxAgeSeconds` 0 removes the cookie. */
export function cookieOptions(appUrl: string, maxAgeSeconds: number): CookieOptions {
  const options = {
    httpOnly: true,
    secure: isHttps(appUrl),
    sameSite: 'lax',
    path: '/',
    maxAge: maxAgeSeconds,
  } as const
  // Where a page redirects, Next repeats the proxy's cookie and leaves out a `Max-Age` of 0 (16.4.6).
  return maxAgeSeconds > 0 ? options : { ...options, expires: new Date(0) }
}

const isHttps = (appUrl: string) => appUrl.startsWith('https:')

/**
 * The session in the jar, or `null`: a cookie that is damaged, foreign or of another version is no session, and neither is
 * one that was signed out, whatever late response brought it back.
 */
export async function readSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const session = await openSessionCookie(context, jar)
  return session && !isRevoked(context, jar, session) ? session : null
}

/** Throws a `RangeError` before anything is written if no browser would keep the cookie. */
export async function writeSessionCookie(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  const { appUrl, passwords } = context.config
  const lifeSeconds = lifeOf(context, session)
  const sealed = await seal(passwords, 'session', toStored(session), lifeSeconds)
  jar.set(cookieNames(appUrl).session, sealed, cookieOptions(appUrl, lifeSeconds))
}

export function removeSessionCookie({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).session, '', cookieOptions(appUrl, 0))
}

/** Removes the cookie of a revoked session that a late response brought back. */
export async function removeRevokedSession(context: SessionContext, jar: CookieJar): Promise<void> {
  if (!jar.get(cookieNames(context.config.appUrl).revoked)) return
  const session = await openSessionCookie(context, jar)
  if (session && isRevoked(context, jar, session)) removeSessionCookie(context, jar)
}

/**
 * Revokes a session. The revocation cookie stays for as long as the session could have lived: a late response of another
 * instance may set the session cookie again, and then only the browser knows.
 */
export async function revokeSession(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  writeRevoked(context, jar, session, [session.id, ...readRevoked(context, jar)])
  context.openedSessions.delete((_, { id }) => id === session.id)
  context.responseCache.delete((key) => isKeyOf(session.id, key))
  await context.revoked.add(session.id, sessionEndsAtMs(session))
}

/**
 * Revokes a session by the refresh token that Spotify refused, and removes nothing: the cookie of a tab that was faster,
 * with another token, may arrive just before this response.
 */
export function revokeToken(context: SessionContext, jar: CookieJar, session: Session): void {
  writeRevoked(context, jar, session, [fingerprint(session.refreshToken), ...readRevoked(context, jar)])
}

/** For a new session: Spotify may hand out a refresh token again that it refused before, and a completed sign-in signs in. */
export function allowSession(context: SessionContext, jar: CookieJar, session: Session): void {
  const revoked = readRevoked(context, jar)
  const others = revoked.filter((name) => name !== session.id && name !== fingerprint(session.refreshToken))
  if (others.length < revoked.length) writeRevoked(context, jar, session, others)
}

/** Proxy, layout and page of one request all ask, and the same text opens to the same session: it is opened once. */
async function openSessionCookie(context: SessionContext, jar: CookieJar): Promise<Session | null> {
  const { config, openedSessions, revoked } = context
  const sealed = jar.get(cookieNames(config.appUrl).session)?.value
  if (!sealed) return null
  const known = openedSessions.get(sealed)
  if (known) return known
  const unsealed = await unseal(config.passwords, 'session', sealed)
  const session = unsealed.kind === 'opened' ? fromStored(unsealed.content) : null
  if (session && !revoked.has(session.id)) openedSessions.set(sealed, session)
  return session
}

function isRevoked(context: SessionContext, jar: CookieJar, { id, refreshToken }: Session): boolean {
  const names = readRevoked(context, jar)
  return (
    context.revoked.has(id) || names.includes(id) || (names.length > 0 && names.includes(fingerprint(refreshToken)))
  )
}

const maxRevoked = 4
const revokedShape = /^[\w-]{16}(?:\.[\w-]{16}){0,3}$/

/** The revocation cookie names session ids and fingerprints of refresh tokens, the newest first. */
function readRevoked({ config }: SessionContext, jar: CookieJar): string[] {
  const value = jar.get(cookieNames(config.appUrl).revoked)?.value
  return value && revokedShape.test(value) ? value.split('.') : []
}

function writeRevoked(context: SessionContext, jar: CookieJar, session: Session, names: string[]): void {
  const { appUrl } = context.config
  const value = [...new Set(names)].slice(0, maxRevoked).join('.')
  jar.set(cookieNames(appUrl).revoked, value, cookieOptions(appUrl, value ? lifeOf(context, session) : 0))
}

/** In seconds. */
const lifeOf = ({ now }: SessionContext, session: Session) => Math.ceil((sessionEndsAtMs(session) - now()) / 1_000)
