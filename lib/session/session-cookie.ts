import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { parseMarker, toMarker } from './ended'
import { isKeyOf } from './kept'
import { nameOf } from './refresh'
import { seal, unseal } from './seal'
import { fromStored, type Session, sessionEndsAtMs, toStored } from './session'

/**
 * The session in the jar, or `null` for none: a cookie that is damaged, foreign or of another version is no session, and
 * neither is one that was signed out, whatever late answer brought it back.
 */
export function readSessionCookie(context: SessionContext, jar: CookieJar): Session | null {
  const session = openSessionCookie(context, jar)
  return session && !hasEnded(context, jar, session) ? session : null
}

/** Throws a `RangeError` before anything is written if no browser would keep it. */
export async function writeSessionCookie(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  const { appUrl, passwords } = context.config
  const lifeSeconds = Math.ceil((sessionEndsAtMs(session) - context.now()) / 1_000)
  const sealed = await seal(passwords, 'session', toStored(session), lifeSeconds)
  jar.set(cookieNames(appUrl).session, sealed, cookieOptions(appUrl, lifeSeconds))
}

export function removeSessionCookie({ config }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(config.appUrl).session, '', cookieOptions(config.appUrl, 0))
}

/**
 * Ends a session for good. The marker cookie stays behind for as long as the session could have lived: a late answer of
 * another instance may set the session's cookie again, and only the browser then knows better.
 */
export async function endSession(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  writeMarker(context, jar, session, [session.id, ...readMarker(context, jar)])
  forget(context, session)
  await context.ended.add(session.id, sessionEndsAtMs(session))
}

/** Nothing of a session that has ended stays in this process, but for a refresh just made: that goes within half a minute. */
function forget({ opened, kept }: SessionContext, { id }: Session): void {
  opened.delete((_, session) => session.id === id)
  kept.delete((key) => isKeyOf(id, key))
}

/**
 * Ends a session by the refresh token that Spotify refused, and removes nothing: the cookie of a tab that was faster may
 * arrive just before this answer, and its token is another one.
 */
export function endToken(context: SessionContext, jar: CookieJar, session: Session): void {
  writeMarker(context, jar, session, [nameOf(session.refreshToken), ...readMarker(context, jar)])
}

/** For a new session: Spotify may give out a refresh token again that it refused before, and a completed sign-in signs in. */
export function allowSession(context: SessionContext, jar: CookieJar, session: Session): void {
  const marked = readMarker(context, jar)
  const others = marked.filter((name) => name !== session.id && name !== nameOf(session.refreshToken))
  if (others.length < marked.length) writeMarker(context, jar, session, others)
}

const readMarker = ({ config }: SessionContext, jar: CookieJar) =>
  parseMarker(jar.get(cookieNames(config.appUrl).ended)?.value)

function writeMarker(context: SessionContext, jar: CookieJar, session: Session, names: string[]): void {
  const { appUrl } = context.config
  const lifeSeconds = names.length > 0 ? Math.ceil((sessionEndsAtMs(session) - context.now()) / 1_000) : 0
  jar.set(cookieNames(appUrl).ended, toMarker(names), cookieOptions(appUrl, lifeSeconds))
}

/** Removes the cookie of an ended session that a late answer brought back. */
export function clearEndedCookie(context: SessionContext, jar: CookieJar): void {
  if (!jar.get(cookieNames(context.config.appUrl).ended)) return
  const session = openSessionCookie(context, jar)
  if (session && hasEnded(context, jar, session)) removeSessionCookie(context, jar)
}

/** Proxy, layout and page of one request all ask: the same text opens to the same session, so it is opened once. */
function openSessionCookie({ config, opened, ended }: SessionContext, jar: CookieJar): Session | null {
  const sealed = jar.get(cookieNames(config.appUrl).session)?.value
  if (!sealed) return null
  const known = opened.get(sealed)
  if (known) return known
  const unsealed = unseal(config.passwords, 'session', sealed)
  const session = unsealed.kind === 'opened' ? fromStored(unsealed.content) : null
  if (session && !ended.has(session.id)) opened.set(sealed, session)
  return session
}

function hasEnded(context: SessionContext, jar: CookieJar, { id, refreshToken }: Session): boolean {
  const marked = readMarker(context, jar)
  return context.ended.has(id) || marked.includes(id) || (marked.length > 0 && marked.includes(nameOf(refreshToken)))
}
