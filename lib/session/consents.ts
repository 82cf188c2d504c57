import { z } from 'zod'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { fingerprint, seal, unseal } from './seal'
import { consentEndsAtMs, hasConsentEnded, type Session } from './session'

/** Consent dates of accounts that this browser used earlier. They still count, because signing in again doesn't renew consent. */
const storedShape = z.array(z.object({ account: z.string(), consentedAtMs: z.number(), isConsentExact: z.boolean() }))
type Consents = z.output<typeof storedShape>

const maxAccounts = 4

/** Returns the consent dates in the consent cookie and in the session that the visitor is leaving. Omits expired dates. */
export async function readConsents(context: SessionContext, jar: CookieJar, left: Session | null): Promise<Consents> {
  const { appUrl, passwords } = context.config
  const sealed = jar.get(cookieNames(appUrl).consents)?.value ?? ''
  const stored = storedShape.safeParse(await unseal(passwords, 'consents', sealed)).data ?? []
  const consents = left ? [toConsent(left), ...stored.filter(({ account }) => account !== accountOf(left))] : stored
  return consents.filter((consent) => !hasConsentEnded(consent, context.now()))
}

const accountOf = ({ viewer }: Session) => fingerprint(viewer.accountId)

const toConsent = (session: Session) => ({
  account: accountOf(session),
  consentedAtMs: session.consentedAtMs,
  isConsentExact: session.isConsentExact,
})

/** Returns a copy of the session with the earliest known consent date of its account. */
export function withEarliestConsent(session: Session, consents: Consents): Session {
  const own = consents.filter(({ account }) => account === accountOf(session))
  const [earliest = session] = own.sort((a, b) => a.consentedAtMs - b.consentedAtMs)
  return { ...session, consentedAtMs: earliest.consentedAtMs, isConsentExact: earliest.isConsentExact }
}

/**
 * Stores the consent dates. Omits the account that the visitor has signed in to (`entered`), because the new session contains its
 * date, and the browser sends the consent cookie with every request.
 */
export async function writeConsents(context: SessionContext, jar: CookieJar, consents: Consents, entered?: Session) {
  const { appUrl, passwords } = context.config
  const name = cookieNames(appUrl).consents
  const others = consents.filter(({ account }) => !entered || account !== accountOf(entered)).slice(0, maxAccounts)
  if (others.length === 0) {
    if (jar.get(name)) jar.set(name, '', cookieOptions(appUrl, 0))
    return
  }
  const lifeSeconds = Math.ceil((Math.max(...others.map(consentEndsAtMs)) - context.now()) / 1_000)
  jar.set(name, await seal(passwords, 'consents', others, lifeSeconds), cookieOptions(appUrl, lifeSeconds))
}
