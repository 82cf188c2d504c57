/**
 * Every scope that this app can request. Sessions store each scope's position in this list, so add new scopes at the end.
 * See https://developer.spotify.com/documentation/web-api/concepts/scopes (as of 2026)
 */
const catalogue = [
  'playlist-read-private',
  'playlist-read-collaborative',
  'user-read-private',
  'user-read-email',
  'user-top-read',
  'user-read-recently-played',
  'user-read-currently-playing',
  'user-read-playback-state',
  'user-library-read',
  'user-library-modify',
  'user-follow-read',
  'user-follow-modify',
  'playlist-modify-private',
  'playlist-modify-public',
  'user-modify-playback-state',
  'user-read-playback-position',
] as const

export type Scope = (typeof catalogue)[number]

export const scopes: readonly Scope[] = catalogue

/** Scopes that every sign-in requests, because the main pages need them. */
export const defaultScopes: readonly Scope[] = ['playlist-read-private', 'playlist-read-collaborative']

/** Converts a list of scopes to a number in which each bit represents one position in the catalogue. */
export const scopesToBits = (granted: readonly Scope[]) =>
  granted.reduce((bits, scope) => bits | (1 << scopes.indexOf(scope)), 0)

/** Returns the scopes that a number from `scopesToBits` represents. */
export const scopesFromBits = (bits: number): Scope[] => scopes.filter((_, index) => bits & (1 << index))

/** Parses a space-separated list of scopes (RFC 6749, section 3.3). Returns the known scopes, in catalogue order. */
export function parseScopes(text: string): Scope[] {
  const named = new Set(text.split(' '))
  return scopes.filter((scope) => named.has(scope))
}

/** Like `parseScopes`, but returns `null` if the list contains an unknown scope. Use this function for scopes from a URL. */
export function parseKnownScopes(text: string): Scope[] | null {
  const named = new Set(text.split(' ').filter(Boolean))
  const known = parseScopes(text)
  return known.length === named.size ? known : null
}
