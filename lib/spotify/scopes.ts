/**
 * Every scope that this app can request, with a description and its use for the visitor.
 * Sessions store scopes by position, so add new ones at the end.
 * https://developer.spotify.com/documentation/web-api/concepts/scopes (as of 2026)
 */
const catalogue = {
  'playlist-read-private': { grants: 'See your private playlists', use: 'Your playlists, and what is in them.' },
  'playlist-read-collaborative': {
    grants: 'See playlists that you make together with others',
    use: 'Collaborative playlists among yours.',
  },
  'user-read-private': { grants: 'See your country and kind of subscription', use: 'Your profile.' },
  'user-read-email': { grants: 'See your e-mail address', use: 'Your profile.' },
  'user-top-read': { grants: 'See your top artists and tracks', use: 'Your listening.' },
  'user-read-recently-played': { grants: 'See what you played lately', use: 'Your listening.' },
  'user-read-currently-playing': { grants: 'See what you are playing', use: 'Your listening.' },
  'user-read-playback-state': { grants: 'See your player and devices', use: 'Your listening.' },
  'user-library-read': { grants: 'See what you saved', use: 'Your library.' },
  'user-library-modify': { grants: 'Change what you saved', use: 'Your library.' },
  'user-follow-read': { grants: 'See whom you follow', use: 'Your library.' },
  'user-follow-modify': { grants: 'Change whom you follow', use: 'Your library.' },
  'playlist-modify-private': { grants: 'Change your private playlists', use: 'Editing playlists.' },
  'playlist-modify-public': { grants: 'Change your public playlists', use: 'Editing playlists.' },
  'user-modify-playback-state': { grants: 'Control your player', use: 'Playing.' },
  'user-read-playback-position': { grants: 'See where you stopped in an episode', use: 'Your podcasts.' },
} as const

export type Scope = keyof typeof catalogue

export const scopes = Object.keys(catalogue) as readonly Scope[]

/** Requested at every sign-in: what the main pages need. */
export const defaultScopes: readonly Scope[] = ['playlist-read-private', 'playlist-read-collaborative']

/** Returns the texts for a scope. */
export const describeScope = (scope: Scope): { grants: string; use: string } => catalogue[scope]

/** Returns a list of scopes as a number, with one bit for each position in the catalogue. */
export const scopesToBits = (granted: readonly Scope[]) =>
  granted.reduce((bits, scope) => bits | (1 << scopes.indexOf(scope)), 0)

/** The reverse of `scopesToBits`. */
export const scopesFromBits = (bits: number): Scope[] => scopes.filter((_, index) => bits & (1 << index))

/** Returns the known scopes of a space-separated list (RFC 6749, section 3.3), in catalogue order and without duplicates. */
export function parseScopes(text: string): Scope[] {
  const named = new Set(text.split(' '))
  return scopes.filter((scope) => named.has(scope))
}

/** Like `parseScopes`, but returns `null` if the list contains an unknown scope. For lists from a URL. */
export function parseKnownScopes(text: string): Scope[] | null {
  const named = new Set(text.split(' ').filter(Boolean))
  const known = parseScopes(text)
  return known.length === named.size ? known : null
}
