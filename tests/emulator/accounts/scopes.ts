/**
 * All scopes, each with the description that the consent page shows. The consent page omits scopes whose description is `null`.
 */
const catalogue: Record<string, string | null> = {
  'ugc-image-upload': 'Put cover pictures on your playlists',
  'user-read-playback-state': 'See what you are playing, and on which device',
  'user-modify-playback-state': 'Start, stop and skip on your devices',
  'user-read-currently-playing': 'See what you are playing right now',
  'app-remote-control': 'Talk to the Spotify app on this device',
  streaming: 'Play music and control your other devices',
  'playlist-read-private': 'See your private playlists',
  'playlist-read-collaborative': 'See playlists you share with others',
  'playlist-modify-private': 'Change your private playlists',
  'playlist-modify-public': 'Change your public playlists',
  'user-follow-modify': 'Follow and unfollow for you',
  'user-follow-read': 'See who you follow and who follows you',
  'user-read-playback-position': 'See how far you got in podcasts and books',
  'user-top-read': 'See your favourite artists and songs',
  'user-read-recently-played': 'See what you played lately',
  'user-library-modify': 'Change what you have saved',
  'user-library-read': 'See what you have saved',
  'user-read-email': 'See your email address',
  'user-read-private': 'See your country and kind of subscription',
  'user-personalized': null,
  'user-soa-link': null,
  'user-soa-unlink': null,
  'soa-manage-entitlements': null,
  'soa-manage-partner': null,
  'soa-create-partner': null,
}

export function isScope(text: string): boolean {
  return Object.hasOwn(catalogue, text)
}

/** The scopes that the panel can withhold from new tokens: the two that the app always requests. */
export const withholdable = Object.entries(catalogue).filter(([scope]) => scope.startsWith('playlist-read-'))

export function describeScopes(scopes: readonly string[]): string[] {
  return scopes.map((scope) => catalogue[scope]).filter((description) => typeof description === 'string')
}

export function splitScopes(text: string): string[] {
  return [...new Set(text.split(/[ +]+/).filter((scope) => scope !== ''))]
}
