import { z } from 'zod'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { fingerprint, seal, unseal } from './seal'
import { consentEndsAtMs, hasConsentEnded, type Session } from './session'

/** The consent dates of accounts used in this browser. A sign-in that skips Spotify's consent page doesn't renew the consent. */
const storedShape = z.array(z.object({ account: z.string(), consentedAtMs: z.number(), isConsentExact: z.boolean() }))
type Consents = z.output<typeof storedShape>

const maxAccounts = 4

/** Returns the consent dates in the consent cookie and in the current session (`before`). Omits expired dates. */
export async function readConsents(context: SessionContext, jar: CookieJar, before: Session | null): Promise<Consents> {
  const consents = [...(before ? [toConsent(before)] : []), ...(await readStored(context, jar))]
  return consents.filter((consent) => !hasConsentEnded(consent, context.now()))
}

/** Returns a copy of the session with the earliest known consent date of its account. */
export function withEarliestConsent(session: Session, consents: Consents): Session {
  const own = consents.filter(({ account }) => account === accountOf(session))
  const [earliest = session] = own.sort((a, b) => a.consentedAtMs - b.consentedAtMs)
  return { ...session, consentedAtMs: earliest.consentedAtMs, isConsentExact: earliest.isConsentExact }
}

/**
 * Stores the earliest date of each account. Omits the account that the visitor has just signed in to (`entered`): the new
 * session already contains its date, and the browser sends the consent cookie with every request.
 */
export async function writeConsents(context: SessionContext, jar: CookieJar, consents: Consents, entered?: Session) {
  const { appUrl, passwords } = context.config
  const others = consents.filter(({ account }) => !entered || account !== accountOf(entered))
  const newestFirst = others.sort((a, b) => b.consentedAtMs - a.consentedAtMs)
  const kept = [...new Map(newestFirst.map((consent) => [consent.account, consent])).values()].slice(0, maxAccounts)
  // Keeps a cookie that this instance can't read, because another instance may have sealed it with a newer password.
  if (JSON.stringify(kept) === JSON.stringify(await readStored(context, jar))) return
  const lifeSeconds = Math.max(
    0,
    ...kept.map((consent) => Math.ceil((consentEndsAtMs(consent) - context.now()) / 1_000)),
  )
  const sealed = kept.length > 0 ? await seal(passwords, 'consents', kept, lifeSeconds) : ''
  jar.set(cookieNames(appUrl).consents, sealed, cookieOptions(appUrl, lifeSeconds))
}

async function readStored({ config }: SessionContext, jar: CookieJar): Promise<Consents> {
  const sealed = jar.get(cookieNames(config.appUrl).consents)?.value ?? ''
  return storedShape.safeParse(await unseal(config.passwords, 'consents', sealed)).data ?? []
}

const accountOf = ({ viewer }: Session) => fingerprint(viewer.accountId)

const toConsent = (session: Session) => ({
  account: accountOf(session),
  consentedAtMs: session.consentedAtMs,
  isConsentExact: session.isConsentExact,
})
