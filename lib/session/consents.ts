import { z } from 'zod'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { fingerprint } from './fingerprint'
import { seal, unseal } from './seal'
import { consentEndsAtMs, hasConsentEnded, type Session } from './session'

/**
 * Spotify counts the six months from its consent page, and signs a visitor who has consented before in without showing it.
 * So this browser remembers, sealed, when the accounts that signed out here consented.
 */
type Consent = Pick<Session, 'consentedAtMs' | 'isConsentExact'>

const maxAccounts = 4
const storedShape = z.array(z.object({ account: z.string(), consentedAtMs: z.number(), isConsentExact: z.boolean() }))
type StoredConsents = z.output<typeof storedShape>

/** The earliest consent that this browser knows for the account: from `before`, the session it has, or an earlier one. */
export async function findConsent(context: SessionContext, jar: CookieJar, account: string, before: Session | null) {
  const stored: Consent[] = (await readConsents(context, jar)).filter(
    (consent) => consent.account === fingerprint(account),
  )
  const own = before?.viewer.accountId === account && !hasConsentEnded(before, context.now()) ? [before] : []
  return [...stored, ...own].sort((a, b) => a.consentedAtMs - b.consentedAtMs)[0]
}

/** For a session that leaves this browser. */
export async function rememberConsent(context: SessionContext, jar: CookieJar, session: Session): Promise<void> {
  const { consentedAtMs, isConsentExact, viewer } = session
  const account = fingerprint(viewer.accountId)
  const others = (await readConsents(context, jar)).filter((stored) => stored.account !== account)
  await writeConsents(context, jar, [{ account, consentedAtMs, isConsentExact }, ...others].slice(0, maxAccounts))
}

/** For an account that is signed in: its session has the date, and each byte of a cookie travels with every request. */
export async function forgetConsent(context: SessionContext, jar: CookieJar, account: string): Promise<void> {
  const consents = await readConsents(context, jar)
  const others = consents.filter((stored) => stored.account !== fingerprint(account))
  if (others.length < consents.length) await writeConsents(context, jar, others)
}

export function removeConsents({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  jar.set(cookieNames(appUrl).consents, '', cookieOptions(appUrl, 0))
}

async function readConsents({ config, now }: SessionContext, jar: CookieJar): Promise<StoredConsents> {
  const sealed = jar.get(cookieNames(config.appUrl).consents)?.value ?? ''
  const unsealed = await unseal(config.passwords, 'consents', sealed)
  const stored = unsealed.kind === 'opened' ? (storedShape.safeParse(unsealed.content).data ?? []) : []
  return stored.filter((consent) => !hasConsentEnded(consent, now()))
}

async function writeConsents(context: SessionContext, jar: CookieJar, consents: StoredConsents): Promise<void> {
  if (consents.length === 0) return removeConsents(context, jar)
  const { appUrl, passwords } = context.config
  const lifeSeconds = Math.ceil((Math.max(...consents.map(consentEndsAtMs)) - context.now()) / 1_000)
  const sealed = await seal(passwords, 'consents', consents, lifeSeconds)
  jar.set(cookieNames(appUrl).consents, sealed, cookieOptions(appUrl, lifeSeconds))
}
