import { z } from 'zod'
import type { TokenResponse } from '@/lib/spotify/accounts'
import type { Profile } from '@/lib/spotify/profile'
import { type Scope, scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'

/** The visitor, as shown in the header of each page. */
export type Viewer = Pick<Profile, 'accountId' | 'id' | 'name' | 'pictureUrl'>

export type Session = {
  /** New at each sign-in. */
  id: string
  accessToken: string
  refreshToken: string
  expiresAtMs: number
  /** When a refresh returned this access token; 0 if it comes from the sign-in. */
  refreshedAtMs: number
  grantedScopes: Scope[]
  signedInAtMs: number
  /** The earliest consent that this browser knows of. Spotify access ends six months later, and a refresh doesn't extend it. */
  consentedAtMs: number
  /** Whether Spotify showed its consent page at that time. If not, the visitor may have consented earlier in another browser. */
  isConsentExact: boolean
  viewer: Viewer
}

const secondMs = 1_000
const dayMs = 86_400 * secondMs
/** How long new tokens are kept for requests that still send the old cookie. */
export const holdMs = 30 * secondMs
/** The maximum lifetime of a session. */
export const maxSessionMs = 200 * dayMs
/** Spotify says "six months" (https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration). */
const consentDays = 180
const noticeDays = 150
const explainDays = 20
const maxNameBytes = 40

export function createSession(tokens: TokenResponse, profile: Profile, nowMs: number, id = randomId()): Session {
  const { accountId, id: userId, name, pictureUrl } = profile
  return {
    id,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? '',
    expiresAtMs: nowMs + tokens.expiresInSeconds * secondMs,
    refreshedAtMs: 0,
    grantedScopes: tokens.scopes ?? [],
    signedInAtMs: nowMs,
    consentedAtMs: nowMs,
    isConsentExact: false,
    viewer: {
      accountId,
      id: userId,
      name: name && shorten(name),
      pictureUrl: pictureUrl && keepShort(pictureUrl),
    },
  }
}

/** Returns the session with the new tokens. Keeps the values that the response omits (RFC 6749, sections 5.1 and 6). */
export function applyTokens(session: Session, tokens: TokenResponse, nowMs: number): Session {
  return {
    ...session,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? session.refreshToken,
    // An empty list isn't valid (RFC 6749, section 3.3), and a refresh never removes a scope.
    grantedScopes: tokens.scopes?.length ? tokens.scopes : session.grantedScopes,
    expiresAtMs: nowMs + tokens.expiresInSeconds * secondMs,
    refreshedAtMs: nowMs,
  }
}

export const isExpired = (session: Session, nowMs: number) => session.expiresAtMs <= nowMs
/**
 * Whether the token comes from a recent refresh. If Spotify refuses it, another refresh won't help. Allows one second more than
 * `holdMs`, since times are stored in whole seconds.
 */
export const wasJustRefreshed = (session: Session, nowMs: number) =>
  nowMs - session.refreshedAtMs < holdMs + secondMs && !isExpired(session, nowMs)

export const consentEndsAtMs = (session: Pick<Session, 'consentedAtMs'>) => session.consentedAtMs + consentDays * dayMs
/** The session outlasts the consent, so that the visitor sees why they have to sign in again. */
export const sessionEndsAtMs = (session: Session) => consentEndsAtMs(session) + explainDays * dayMs
export const sessionLifeSeconds = (session: Session, nowMs: number) =>
  Math.ceil((sessionEndsAtMs(session) - nowMs) / secondMs)
/** Whether less than a month of Spotify access is left. */
export const isConsentEnding = (session: Session, nowMs: number) => nowMs - session.consentedAtMs >= noticeDays * dayMs
export const hasConsentEnded = (session: Pick<Session, 'consentedAtMs'>, nowMs: number) =>
  consentEndsAtMs(session) <= nowMs

const text = z.string().min(1)
const seconds = z.codec(z.number().int().nonnegative(), z.number(), {
  decode: (value) => value * secondMs,
  encode: (ms) => Math.floor(ms / secondMs),
})
const scopeBits = z.codec(z.number().int().nonnegative(), z.custom<Scope[]>(), {
  decode: scopesFromBits,
  encode: scopesToBits,
})

/**
 * The stored form is a list in this order, without property names, since every byte of a cookie is sent with each request. If you
 * change the meaning of an entry, change the version: sessions of other versions are ignored.
 */
const storedShape = z.object({
  version: z.literal(1),
  id: text,
  accessToken: text,
  refreshToken: text,
  expiresAtMs: seconds,
  refreshedAtMs: seconds,
  grantedScopes: scopeBits,
  consentedAtMs: seconds,
  userId: text,
  /** `null` if it is the same as `userId`. */
  accountId: z.string().nullable(),
  name: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  // The last two are missing in cookies of version 0.1.0, which recorded the sign-in as the consent.
  isConsentExact: z.boolean().optional(),
  signedInAtMs: seconds.optional(),
})
const order = Object.keys(storedShape.shape) as (keyof z.output<typeof storedShape>)[]

export function toStored({ viewer, ...session }: Session): unknown[] {
  const { id: userId, name, pictureUrl } = viewer
  const accountId = viewer.accountId === userId ? null : viewer.accountId
  const stored = z.encode(storedShape, { version: 1, ...session, userId, accountId, name, pictureUrl })
  return order.map((entry) => stored[entry])
}

/** Parses unsealed content. Returns the session, or `null` if the content is invalid or has another version. */
export function fromStored(stored: unknown): Session | null {
  if (!Array.isArray(stored) || stored.length > order.length) return null
  const { data } = storedShape.safeParse(Object.fromEntries(order.map((entry, index) => [entry, stored[index]])))
  if (!data) return null
  const { version, userId, accountId, name, pictureUrl, ...session } = data
  const { isConsentExact = false, signedInAtMs = session.consentedAtMs } = session
  const viewer = { id: userId, accountId: accountId ?? userId, name, pictureUrl }
  return { ...session, isConsentExact, signedInAtMs, viewer }
}

/** Returns 96 random bits as base64url. */
function randomId(): string {
  return Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url')
}

/** Returns at most 40 bytes of UTF-8 without cutting a character in half. */
function shorten(name: string): string {
  const encoded = new TextEncoder().encode(name)
  return encoded.length <= maxNameBytes
    ? name
    : new TextDecoder().decode(encoded.slice(0, maxNameBytes), { stream: true })
}
const keepShort = (url: string) => (url.length <= 200 ? url : null)
