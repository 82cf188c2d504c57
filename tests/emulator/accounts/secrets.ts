import { createHash, randomBytes } from 'node:crypto'

// Spotify's real tokens have these lengths. The prefixes are made up; tests search for them to find leaked tokens.
const kinds = {
  accessToken: { prefix: 'BQEm', length: 256 },
  refreshToken: { prefix: 'AQEm', length: 131 },
  code: { prefix: 'AQCo', length: 320 },
} as const

export type SecretKind = keyof typeof kinds

export const secretPrefixes: readonly string[] = Object.values(kinds).map(({ prefix }) => prefix)

export function createSecret(kind: SecretKind): string {
  const { prefix, length } = kinds[kind]
  return (prefix + randomBytes(length).toString('base64url')).slice(0, length)
}

export function toChallenge(verifier: string): string {
  return createHash('sha256').update(verifier).digest('base64url')
}
