import { z } from 'zod'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { fingerprint, seal, unseal } from './seal'
import { consentEndsAtMs, hasConsentEnded, type Session } from './session'

/**
 * Consent dates for accounts that were previously used in this browser. Spotify doesn't show its consent page when a visitor signs
 * in again, so the earlier date still counts.
 */
const storedShape = z.array(z.object({ account: z.string(), consentedAtMs: z.number(), isConsentExact: z.boolean() }))
type StoredConsents = z.output<typeof storedShape>

const maxAccounts = 4

/**
 * Returns a copy of the session with the account's earliest known consent date. The date may come from the consent cookie, from
 * the session that is being replaced (`before`), or from the new session itself.
 */
export async function withEarliestConsent(
  context: SessionContext,
  jar: CookieJar,
  { before, session }: { before: Session | null; session: Session },
): Promise<Session> {
  const { accountId } = session.viewer
  const stored = (await readConsents(context, jar)).filter(({ account }) => account === fingerprint(accountId))
  const own = before?.viewer.accountId === accountId && !hasConsentEnded(before, context.now()) ? [before] : []
  const [earliest = session] = [...stored, ...own].sort((a, b) => a.consentedAtMs - b.consentedAtMs)
  return { ...session, consentedAtMs: earliest.consentedAtMs, isConsentExact: earliest.isConsentExact }
}

/**
 * Stores the consent date of the session that the visitor is leaving. Removes the date for the account that the visitor is signing
 * in to, because the new session contains it, and the browser sends the consent cookie with every request.
 */
export async function updateConsents(
  context: SessionContext,
  jar: CookieJar,
  { left, entered }: { left: Session | null; entered?: Session },
): Promise<void> {
  const entering = entered && accountOf(entered)
  const leaving = left && accountOf(left) !== entering ? [toConsent(left)] : []
  const known = await readConsents(context, jar)
  const others = known.filter(({ account }) => account !== entering && account !== leaving[0]?.account)
  if (leaving.length > 0 || others.length < known.length)
    await writeConsents(context, jar, [...leaving, ...others].slice(0, maxAccounts))
}

const toConsent = (session: Session) => ({
  account: accountOf(session),
  consentedAtMs: session.consentedAtMs,
  isConsentExact: session.isConsentExact,
})

const accountOf = ({ viewer }: Session) => fingerprint(viewer.accountId)

export function removeConsents({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).consents, '', cookieOptions(appUrl, 0))
}

async function readConsents({ config, now }: SessionContext, jar: CookieJar): Promise<StoredConsents> {
  const sealed = jar.get(cookieNames(config.appUrl).consents)?.value ?? ''
  const stored = storedShape.safeParse(await unseal(config.passwords, 'consents', sealed)).data ?? []
  return stored.filter((consent) => !hasConsentEnded(consent, now()))
}

async function writeConsents(context: SessionContext, jar: CookieJar, consents: StoredConsents): Promise<void> {
  if (consents.length === 0) return removeConsents(context, jar)
  const { appUrl, passwords } = context.config
  const lifeSeconds = Math.ceil((Math.max(...consents.map(consentEndsAtMs)) - context.now()) / 1_000)
  const sealed = await seal(passwords, 'consents', consents, lifeSeconds)
  jar.set(cookieNames(appUrl).consents, sealed, cookieOptions(appUrl, lifeSeconds))
}
