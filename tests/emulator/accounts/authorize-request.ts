import type { App } from '../state.ts'
import { checkRedirectUri } from './redirect-uris.ts'
import { isScope, splitScopes } from './scopes.ts'

export type AuthorizeRequest = {
  redirectUri: string
  /** The `state` parameter as received, still percent-encoded, so the callback returns exactly the same bytes. */
  rawState: string | null
  scopes: string[]
  showDialog: boolean
  challenge: string | null
}

/** If Spotify refuses an authorization request, the user sees an error page, and the app receives no callback. */
export type AuthorizeResult = { kind: 'asked'; request: AuthorizeRequest } | { kind: 'refused'; text: string }

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
