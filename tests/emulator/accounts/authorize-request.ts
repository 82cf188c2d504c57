import type { App } from '../state.ts'

export type AuthorizeRequest = {
  redirectUri: string
  /** The `state` parameter as received, still percent-encoded, so the callback returns exactly the same bytes. */
  rawState: string | null
  scopes: string[]
  showDialog: boolean
  challenge: string | null
}

/** If Spotify refuses an authorization request, the user sees an error page, and the app receives no callback. */
type AuthorizeResult = { kind: 'asked'; request: AuthorizeRequest } | { kind: 'refused'; text: string }

export function parseAuthorizeRequest(rawQuery: string, app: App): AuthorizeResult {
  const query = new URLSearchParams(rawQuery)
  const text = missingParameter(query) ?? wrongClient(query, app) ?? wrongScope(query) ?? wrongChallenge(query)
  return text === null ? { kind: 'asked', request: readRequest(rawQuery, query) } : { kind: 'refused', text }
}

function missingParameter(query: URLSearchParams): string | null {
  const missing = ['client_id', 'response_type', 'redirect_uri'].find((name) => !query.get(name))
  return missing === undefined ? null : `Missing required parameter: ${missing}`
}

function wrongClient(query: URLSearchParams, app: App): string | null {
  if (query.get('client_id') !== app.clientId) return 'INVALID_CLIENT: Invalid client'
  if (query.get('response_type') !== 'code') return 'response_type must be code'
  const check = checkRedirectUri(query.get('redirect_uri') ?? '', app.redirectUris)
  if (check === 'insecure') return 'INVALID_CLIENT: Insecure redirect URI'
  return check === 'unlisted' ? 'redirect_uri: Not matching configuration' : null
}

function wrongScope(query: URLSearchParams): string | null {
  return splitScopes(query.get('scope') ?? '').every(isScope) ? null : 'Illegal scope'
}

function wrongChallenge(query: URLSearchParams): string | null {
  const challenge = query.get('code_challenge')
  const method = query.get('code_challenge_method')
  if (challenge === null && method === null) return null
  if (method !== 'S256') return 'code_challenge_method must be S256'
  return /^[A-Za-z0-9_-]{43}$/.test(challenge ?? '') ? null : 'code_challenge must be a SHA-256 hash in base64url'
}

function readRequest(rawQuery: string, query: URLSearchParams): AuthorizeRequest {
  return {
    redirectUri: query.get('redirect_uri') ?? '',
    rawState:
      rawQuery
        .split('&')
        .find((part) => part.startsWith('state='))
        ?.slice('state='.length) ?? null,
    scopes: splitScopes(query.get('scope') ?? ''),
    showDialog: query.get('show_dialog') === 'true',
    challenge: query.get('code_challenge'),
  }
}

type RedirectCheck = 'listed' | 'insecure' | 'unlisted'

const loopback = /^(http:\/\/(?:127\.0\.0\.1|\[::1\]))(?::\d+)?(?=[/?#]|$)/

function checkRedirectUri(uri: string, listed: readonly string[]): RedirectCheck {
  if (isInsecure(uri)) return 'insecure'
  const matches = listed.includes(uri) || listed.includes(withoutLoopbackPort(uri))
  return matches ? 'listed' : 'unlisted'
}

// Redirect URIs must match exactly, except that a loopback address registered without a port matches any port.
function withoutLoopbackPort(uri: string): string {
  return uri.replace(loopback, '$1')
}

function isInsecure(uri: string): boolean {
  if (!URL.canParse(uri)) return false
  const { protocol, hostname } = new URL(uri)
  if (hostname === 'localhost') return true
  return protocol === 'http:' && !loopback.test(uri)
}

/** Appends the parameters as text, because parsing the redirect URI could change its query. */
export function toCallbackUrl(uri: string, answer: Record<string, string>, rawState: string | null): string {
  const parts = Object.entries(answer).map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
  if (rawState !== null) parts.push(`state=${rawState}`)
  return uri + (uri.includes('?') ? '&' : '?') + parts.join('&')
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

function splitScopes(text: string): string[] {
  return [...new Set(text.split(/[ +]+/).filter((scope) => scope !== ''))]
}
