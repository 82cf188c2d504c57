import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { seal, unseal } from './seal'
import { consentEndsAtMs, fromStored, type Session, toStored } from './session'

/** The cookie outlives the consent by a while, so that the visitor is told why and not just signed out. */
const explainMs = 20 * 86_400_000

/** The session in the jar, or `null` for none: a cookie that is damaged, foreign or of another version is no session. */
export async function readSessionCookie({ config }: SessionContext, jar: CookieJar): Promise<Session | null> {
  const sealed = jar.get(cookieNames(config.appUrl).session)?.value
  if (!sealed) return null
  const unsealed = await unseal(config.passwords, 'session', sealed)
  return unsealed.kind === 'opened' ? fromStored(unsealed.content) : null
}

/** Throws a `RangeError` before anything is written if no browser would keep it. */
export async function writeSessionCookie(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  const { appUrl, passwords } = context.config
  const lifeSeconds = Math.ceil((consentEndsAtMs(session) + explainMs - context.now()) / 1_000)
  const sealed = await seal(passwords, 'session', toStored(session), lifeSeconds)
  jar.set(cookieNames(appUrl).session, sealed, cookieOptions(appUrl, lifeSeconds))
}

export function removeSessionCookie({ config }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(config.appUrl).session, '', cookieOptions(config.appUrl, 0))
}
