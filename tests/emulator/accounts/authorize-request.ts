import type { App } from '../state.ts'

export type AuthorizeRequest = {
  rawQuery: string
  redirectUri: string
  /** The `state` parameter as received, still percent-encoded, so the callback returns exactly the same bytes. */
  rawState: string | null
  scopes: string[]
  showDialog: boolean
  challenge: string | null
}

/** Returns the request or, if Spotify would refuse it without redirecting to the app, the text of the error page. */
export function parseAuthorizeRequest(rawQuery: string, app: App): AuthorizeRequest | string {
  const query = Object.fromEntries(new URLSearchParams(rawQuery))
  const { redirect_uri: redirectUri = '', code_challenge: challenge = null } = query
  const scopes = [...new Set((query.scope ?? '').split(/[ +]+/).filter((scope) => scope !== ''))]
  const illegalScope = scopes.every(isScope) ? null : 'Illegal scope'
  const rawState = rawQuery.match(/(?:^|&)state=([^&]*)/)?.[1] ?? null
  const showDialog = query.show_dialog === 'true'
  const mistake = mistakeIn(query, app) ?? illegalScope ?? mistakeInChallenge(query)
  return mistake ?? { rawQuery, redirectUri, rawState, scopes, showDialog, challenge }
}

type Query = Partial<Record<string, string>>

const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d+)?(?=[/?#]|$)/

function mistakeIn(query: Query, { clientId, redirectUris }: App): string | null {
  const missing = ['client_id', 'response_type', 'redirect_uri'].find((name) => !query[name])
  if (missing !== undefined) return `Missing required parameter: ${missing}`
  if (query.client_id !== clientId) return 'INVALID_CLIENT: Invalid client'
  if (query.response_type !== 'code') return 'response_type must be code'
  const uri = query.redirect_uri ?? ''
  if (isInsecure(uri)) return 'INVALID_CLIENT: Insecure redirect URI'
  // Redirect URIs must match exactly, except that a loopback address registered without a port matches any port.
  const isListed = redirectUris.includes(uri) || redirectUris.includes(uri.replace(loopback, '$1'))
  return isListed ? null : 'redirect_uri: Not matching configuration'
}

function isInsecure(uri: string): boolean {
  const { protocol, hostname } = URL.canParse(uri) ? new URL(uri) : {}
  return hostname === 'localhost' || (protocol === 'http:' && !loopback.test(uri))
}

function mistakeInChallenge({ code_challenge: challenge, code_challenge_method: method }: Query): string | null {
  if (challenge === undefined && method === undefined) return null
  if (method !== 'S256') return 'code_challenge_method must be S256'
  return /^[A-Za-z0-9_-]{43}$/.test(challenge ?? '') ? null : 'code_challenge must be a SHA-256 hash in base64url'
}

type Callback = Pick<AuthorizeRequest, 'redirectUri' | 'rawState'>

/** Appends the parameters as text, because parsing the redirect URI could change its query. */
export function toCallbackUrl({ redirectUri, rawState }: Callback, answer: Record<string, string>): string {
  const state = rawState === null ? '' : `&state=${rawState}`
  return redirectUri + (redirectUri.includes('?') ? '&' : '?') + new URLSearchParams(answer) + state
}

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
