import { z } from 'zod'
import type { TokenResponse } from '@/lib/spotify/accounts'
import type { Profile } from '@/lib/spotify/profile'
import { type Scope, scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'

/** The visitor's account. */
export type Viewer = Pick<Profile, 'accountId' | 'id' | 'name' | 'pictureUrl'>

export type Session = {
  /** The session ID, which is new for each sign-in. */
  id: string
  accessToken: string
  refreshToken: string
  expiresAtMs: number
  /** When a refresh returned the access token; 0 if the token comes from the sign-in. */
  refreshedAtMs: number
  grantedScopes: Scope[]
  signedInAtMs: number
  /** When the visitor granted access, according to this browser's cookies. Access expires six months later. */
  consentedAtMs: number
  /** Whether Spotify showed its consent page. If it didn't, the visitor may have granted access earlier, in another browser. */
  isConsentExact: boolean
  /** The page that the sign-in redirected to; `null` after the first token refresh or if the path is too long. */
  returnTo: string | null
  viewer: Viewer
}

const secondMs = 1_000
const dayMs = 86_400 * secondMs
/** How long the server keeps new tokens for requests that still send the old cookie. */
export const holdMs = 30 * secondMs
/** The maximum lifetime of a session. */
export const maxSessionMs = 200 * dayMs
/**
 * How long the app can access an account after the visitor grants access. Spotify says "six months", which is always longer than
 * 180 days. See https://developer.spotify.com/blog/2026-06-18-refresh-token-expiration
 */
const consentDays = 180
const explainDays = 20
const maxNameBytes = 40

/** Returns a new session. Shortens a long name and omits a long picture URL to keep the cookie small. */
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
    returnTo: null,
    viewer: { accountId, id: userId, name: name && shorten(name), pictureUrl: pictureUrl && keepShort(pictureUrl) },
  }
}

/** Returns a copy with new tokens. Keeps the refresh token or scopes if the response omits them (RFC 6749, sections 5.1 and 6). */
export function applyTokens(session: Session, tokens: TokenResponse, nowMs: number): Session {
  return {
    ...session,
    accessToken: tokens.accessToken,
    refreshToken: tokens.refreshToken ?? session.refreshToken,
    // An empty list of scopes isn't valid (RFC 6749, section 3.3).
    grantedScopes: tokens.scopes?.length ? tokens.scopes : session.grantedScopes,
    expiresAtMs: nowMs + tokens.expiresInSeconds * secondMs,
    refreshedAtMs: nowMs,
    returnTo: null,
  }
}

export const isExpired = (session: Session, nowMs: number) => session.expiresAtMs <= nowMs
/** Whether the access token comes from a refresh in the last 30 seconds. If Spotify refuses it, another refresh won't help. */
export const wasJustRefreshed = (session: Session, nowMs: number) =>
  nowMs - session.refreshedAtMs < holdMs + secondMs && !isExpired(session, nowMs)

export const consentEndsAtMs = (session: Pick<Session, 'consentedAtMs'>) => session.consentedAtMs + consentDays * dayMs
/** The session outlasts the consent, so the app can explain why the visitor has to sign in again. */
export const sessionEndsAtMs = (session: Pick<Session, 'consentedAtMs'>) =>
  consentEndsAtMs(session) + explainDays * dayMs
export const sessionLifeSeconds = (session: Session, nowMs: number) =>
  Math.ceil((sessionEndsAtMs(session) - nowMs) / secondMs)
export const hasConsentEnded = (session: Pick<Session, 'consentedAtMs'>, nowMs: number) =>
  consentEndsAtMs(session) <= nowMs

const text = z.string().min(1)
const seconds = z.codec(z.number().int().nonnegative(), z.number(), {
  decode: (value) => value * secondMs,
  encode: (ms) => Math.floor(ms / secondMs),
})
/** Stores a list of scopes as a number. */
export const scopeBits = z.codec(z.number().int().nonnegative(), z.custom<Scope[]>(), {
  decode: scopesFromBits,
  encode: scopesToBits,
})

/** The session cookie's values, in order. If you change what a value means, also change `version` to invalidate older sessions. */
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
  /** The account ID; `null` if it is the same as `userId`. */
  accountId: z.string().nullable(),
  name: z.string().nullable(),
  pictureUrl: z.string().nullable(),
  // Missing from cookies set by version 0.1.0, in which `consentedAtMs` is the time of the sign-in.
  isConsentExact: z.boolean().optional(),
  signedInAtMs: seconds.optional(),
  returnTo: z.string().nullable().optional(),
})
const order = Object.keys(storedShape.shape) as (keyof z.output<typeof storedShape>)[]

/** Converts the session to the format used in its cookie. */
export function toStored({ viewer, ...session }: Session): unknown[] {
  const { id: userId, name, pictureUrl } = viewer
  const accountId = viewer.accountId === userId ? null : viewer.accountId
  const stored = z.encode(storedShape, { version: 1, ...session, userId, accountId, name, pictureUrl })
  return order.map((entry) => stored[entry])
}

/** Returns the session that an unsealed cookie contains, or `null` if the content is invalid. */
export function fromStored(stored: unknown): Session | null {
  if (!Array.isArray(stored) || stored.length > order.length) return null
  const { data } = storedShape.safeParse(Object.fromEntries(order.map((entry, index) => [entry, stored[index]])))
  if (!data) return null
  const { version, userId, accountId, name, pictureUrl, ...session } = data
  const { isConsentExact = false, signedInAtMs = session.consentedAtMs, returnTo = null } = session
  const viewer = { id: userId, accountId: accountId ?? userId, name, pictureUrl }
  return { ...session, isConsentExact, signedInAtMs, returnTo, viewer }
}

const randomId = () => Buffer.from(crypto.getRandomValues(new Uint8Array(12))).toString('base64url')

/** Shortens the name to at most 40 bytes in UTF-8, without cutting a character in half. */
const shorten = (name: string) =>
  new TextDecoder().decode(new TextEncoder().encode(name).slice(0, maxNameBytes), { stream: true })

/** Returns the URL or path, or `null` if it is too long for the session cookie. */
export const keepShort = (url: string) => (url.length <= 200 ? url : null)
