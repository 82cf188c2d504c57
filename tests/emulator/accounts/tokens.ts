import { createHash, randomBytes } from 'node:crypto'
import type { PersonId } from '../data/people.ts'

const codeLifeMs = 10 * 60 * 1000
/**
 * How long a consent lasts. Spotify documents “six months” without a number of days, and 180 days is the shortest plausible length.
 */
const consentLifeMs = 180 * 24 * 60 * 60 * 1000

/** The scopes that a user has granted to the app, and the date of consent. */
export type Permission = { person: PersonId; scopes: readonly string[]; consentedAtMs: number }

export type Code = Permission & {
  redirectUri: string
  challenge: string | null
  expiresAtMs: number
  used: boolean
}

export type AccessToken = {
  /** The user whose data the token gives access to, or `null` for a client credentials token. */
  person: PersonId | null
  scopes: readonly string[]
  expiresAtMs: number
}

export type RefreshToken = Permission & { revoked: boolean; issuedWithPkce: boolean }

/** Stores the accounts service's codes, tokens and consents in memory. */
export class TokenStore {
  readonly #now: () => number
  readonly #codes = new Map<string, Code>()
  readonly #accessTokens = new Map<string, AccessToken>()
  readonly #refreshTokens = new Map<string, RefreshToken>()
  readonly #consents = new Map<PersonId, Permission>()

  constructor(now: () => number) {
    this.#now = now
  }

  /** Adds the scopes to the user's consent and starts a new six-month period. */
  agree(person: PersonId, scopes: readonly string[], consentedAtMs = this.#now()): Permission {
    const earlier = this.#consents.get(person)?.scopes ?? []
    this.#consents.set(person, { person, scopes: [...new Set([...earlier, ...scopes])], consentedAtMs })
    return { person, scopes, consentedAtMs }
  }

  /**
   * Returns the user's consent if it covers all of these scopes and has not expired, so the user does not need to see the consent
   * page again.
   */
  remembered(person: PersonId, scopes: readonly string[]): Permission | null {
    const consent = this.#consents.get(person)
    if (consent === undefined || this.hasConsentExpired(consent)) return null
    const covered = scopes.every((scope) => consent.scopes.includes(scope))
    return covered ? { person, scopes, consentedAtMs: consent.consentedAtMs } : null
  }

  hasConsentExpired(permission: Permission): boolean {
    return this.#now() >= permission.consentedAtMs + consentLifeMs
  }

  issueCode(permission: Permission, redirectUri: string, challenge: string | null): string {
    const code = createSecret('code')
    const expiresAtMs = this.#now() + codeLifeMs
    this.#codes.set(code, { ...permission, redirectUri, challenge, expiresAtMs, used: false })
    return code
  }

  findCode(code: string): Code | undefined {
    return this.#codes.get(code)
  }

  issueAccessToken(holder: Omit<AccessToken, 'expiresAtMs'>, lifeSeconds: number): string {
    const token = createSecret('accessToken')
    const { person, scopes } = holder
    this.#accessTokens.set(token, { person, scopes, expiresAtMs: this.#now() + lifeSeconds * 1000 })
    return token
  }

  findAccessToken(token: string): AccessToken | undefined {
    return this.#accessTokens.get(token)
  }

  isExpired(token: AccessToken): boolean {
    return this.#now() >= token.expiresAtMs
  }

  issueRefreshToken({ person, scopes, consentedAtMs }: Permission, issuedWithPkce: boolean): string {
    const token = createSecret('refreshToken')
    this.#refreshTokens.set(token, { person, scopes, consentedAtMs, issuedWithPkce, revoked: false })
    return token
  }

  findRefreshToken(token: string): RefreshToken | undefined {
    return this.#refreshTokens.get(token)
  }

  expireAccessTokens(person?: PersonId): void {
    for (const token of this.#accessTokens.values()) {
      if (isTheirs(token, person)) token.expiresAtMs = Number.NEGATIVE_INFINITY
    }
  }

  /** Revokes the consent and tokens of one user, or of all users, as if they had removed the app from their Spotify accounts. */
  revoke(person?: PersonId): void {
    this.expireAccessTokens(person)
    for (const token of this.#refreshTokens.values()) if (isTheirs(token, person)) token.revoked = true
    for (const [value, code] of this.#codes) if (isTheirs(code, person)) this.#codes.delete(value)
    for (const holder of [...this.#consents.keys()]) {
      if (isTheirs({ person: holder }, person)) this.#consents.delete(holder)
    }
  }

  clear(): void {
    for (const store of [this.#codes, this.#accessTokens, this.#refreshTokens, this.#consents]) store.clear()
  }
}

function isTheirs(owned: { person: PersonId | null }, person: PersonId | undefined): boolean {
  return person === undefined || owned.person === person
}

// Spotify's real tokens have these lengths. The prefixes are made up; tests search for them to find leaked tokens.
const kinds = {
  accessToken: { prefix: 'BQEm', length: 256 },
  refreshToken: { prefix: 'AQEm', length: 131 },
  code: { prefix: 'AQCo', length: 320 },
} as const

type SecretKind = keyof typeof kinds

export const secretPrefixes: readonly string[] = Object.values(kinds).map(({ prefix }) => prefix)

function createSecret(kind: SecretKind): string {
  const { prefix, length } = kinds[kind]
  return (prefix + randomBytes(length).toString('base64url')).slice(0, length)
}

export function toChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
