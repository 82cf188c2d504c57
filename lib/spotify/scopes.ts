/**
 * Every scope that this app can request. `grants` describes the permission, and `use` says what the app needs the permission for.
 * Sessions store each scope's position in this catalogue, so add new scopes at the end.
 * See https://developer.spotify.com/documentation/web-api/concepts/scopes (as of 2026)
 */
const catalogue = {
  'playlist-read-private': { grants: 'See your private playlists', use: 'your playlists and their contents.' },
  'playlist-read-collaborative': {
    grants: 'See your collaborative playlists',
    use: 'collaborative playlists in your list.',
  },
  'user-read-private': { grants: 'See your country and subscription', use: 'your profile.' },
  'user-read-email': { grants: 'See your email address', use: 'your profile.' },
  'user-top-read': { grants: 'See your top artists and tracks', use: 'your listening.' },
  'user-read-recently-played': { grants: 'See what you played recently', use: 'your listening.' },
  'user-read-currently-playing': { grants: 'See what you are playing', use: 'your listening.' },
  'user-read-playback-state': { grants: 'See your player and devices', use: 'your listening.' },
  'user-library-read': { grants: 'See your library', use: 'your library.' },
  'user-library-modify': { grants: 'Change your library', use: 'your library.' },
  'user-follow-read': { grants: 'See who you follow', use: 'your library.' },
  'user-follow-modify': { grants: 'Change who you follow', use: 'your library.' },
  'playlist-modify-private': { grants: 'Change your private playlists', use: 'editing playlists.' },
  'playlist-modify-public': { grants: 'Change your public playlists', use: 'editing playlists.' },
  'user-modify-playback-state': { grants: 'Control your player', use: 'playback.' },
  'user-read-playback-position': { grants: 'See your position in episodes', use: 'your podcasts.' },
} as const

export type Scope = keyof typeof catalogue

export const scopes = Object.keys(catalogue) as readonly Scope[]

/** Scopes that every sign-in requests, because the main pages need them. */
export const defaultScopes: readonly Scope[] = ['playlist-read-private', 'playlist-read-collaborative']

/** Returns a scope's two descriptions, which the app shows to visitors. */
export const describeScope = (scope: Scope): { grants: string; use: string } => catalogue[scope]

/** Converts a list of scopes to a number in which each bit represents one position in the catalogue. */
export const scopesToBits = (granted: readonly Scope[]) =>
  granted.reduce((bits, scope) => bits | (1 << scopes.indexOf(scope)), 0)

/** Returns the scopes that a number from `scopesToBits` represents. */
export const scopesFromBits = (bits: number): Scope[] => scopes.filter((_, index) => bits & (1 << index))

/**
 * Parses a space-separated list of scopes (RFC 6749, section 3.3). Returns the scopes that this app knows, in catalogue order and
 * without duplicates.
 */
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
