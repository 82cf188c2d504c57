import { randomBytes } from 'node:crypto'
import type { PersonId } from '../data/people.ts'

const codeLifeMs = 10 * 60 * 1000
/** According to Spotify's documentation, consent lasts “six months”. The shortest plausible reading is 180 days. */
const consentLifeMs = 180 * 24 * 60 * 60 * 1000

/** The scopes that a user has granted to the app, and the date of consent. */
export type Permission = { person: PersonId; scopes: readonly string[]; consentedAtMs: number }

type Code = Permission & { redirectUri: string; challenge: string | null; expiresAtMs: number; used: boolean }

export type AccessToken = {
  /** The user whose data the token gives access to, or `null` for a client credentials token. */
  person: PersonId | null
  scopes: readonly string[]
  expiresAtMs: number
}

type RefreshToken = Permission & { revoked: boolean; issuedWithPkce: boolean }

/** Stores the accounts service's codes, tokens and consents in memory. */
export class TokenStore {
  readonly codes = new Map<string, Code>()
  readonly accessTokens = new Map<string, AccessToken>()
  readonly refreshTokens = new Map<string, RefreshToken>()
  readonly #consents = new Map<string, Permission>()
  readonly #now: () => number

  constructor(now: () => number) {
    this.#now = now
  }

  /** Adds the scopes to the user's consent and starts a new six-month period. */
  agree(person: PersonId, scopes: readonly string[], consentedAtMs = this.#now()): Permission {
    const earlier = this.#consents.get(person)?.scopes ?? []
    this.#consents.set(person, { person, scopes: [...new Set([...earlier, ...scopes])], consentedAtMs })
    return { person, scopes, consentedAtMs }
  }

  /** Returns the user's consent if it covers all of these scopes and has not expired, so the consent page can be skipped. */
  remembered(person: PersonId, scopes: readonly string[]): Permission | null {
    const consent = this.#consents.get(person)
    if (consent === undefined || this.hasConsentExpired(consent)) return null
    return scopes.every((scope) => consent.scopes.includes(scope)) ? { ...consent, scopes } : null
  }

  hasConsentExpired({ consentedAtMs }: Permission): boolean {
    return this.#now() >= consentedAtMs + consentLifeMs
  }

  issueCode(permission: Permission, redirectUri: string, challenge: string | null): string {
    const code = createSecret(kinds.code)
    const expiresAtMs = this.#now() + codeLifeMs
    this.codes.set(code, { ...permission, redirectUri, challenge, expiresAtMs, used: false })
    return code
  }

  issueAccessToken(person: PersonId | null, scopes: readonly string[], lifeSeconds: number): string {
    const token = createSecret(kinds.accessToken)
    this.accessTokens.set(token, { person, scopes, expiresAtMs: this.#now() + lifeSeconds * 1000 })
    return token
  }

  issueRefreshToken({ person, scopes, consentedAtMs }: Permission, issuedWithPkce: boolean): string {
    const token = createSecret(kinds.refreshToken)
    this.refreshTokens.set(token, { person, scopes, consentedAtMs, issuedWithPkce, revoked: false })
    return token
  }

  isExpired({ expiresAtMs }: AccessToken | Code): boolean {
    return this.#now() >= expiresAtMs
  }

  expireAccessTokens(person?: PersonId): void {
    for (const [, token] of ownedBy(person, this.accessTokens)) token.expiresAtMs = Number.NEGATIVE_INFINITY
  }

  /** Revokes the consent and tokens of one user, or of all users, as if they had removed the app from their Spotify accounts. */
  revoke(person?: PersonId): void {
    this.expireAccessTokens(person)
    for (const [, token] of ownedBy(person, this.refreshTokens)) token.revoked = true
    for (const [code] of ownedBy(person, this.codes)) this.codes.delete(code)
    for (const [holder] of ownedBy(person, this.#consents)) this.#consents.delete(holder)
  }

  clear(): void {
    for (const store of [this.codes, this.accessTokens, this.refreshTokens, this.#consents]) store.clear()
  }
}

/** Returns the entries that belong to this user or, if no user is given, all entries. */
function ownedBy<T extends { person: PersonId | null }>(person: PersonId | undefined, store: Map<string, T>) {
  return [...store].filter(([, owned]) => person === undefined || owned.person === person)
}

// Spotify's real tokens have these lengths. The prefixes are made up; tests search for them to find leaked tokens.
const kinds = {
  accessToken: { prefix: 'BQEm', length: 256 },
  refreshToken: { prefix: 'AQEm', length: 131 },
  code: { prefix: 'AQCo', length: 320 },
}

export const secretPrefixes: readonly string[] = Object.values(kinds).map(({ prefix }) => prefix)

function createSecret({ prefix, length }: { prefix: string; length: number }): string {
  return (prefix + randomBytes(length).toString('base64url')).slice(0, length)
}
