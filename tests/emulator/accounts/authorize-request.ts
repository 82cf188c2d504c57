import type { App } from '../state.ts'
import { judgeRedirectUri } from './redirect-uris.ts'
import { isScope, splitScopes } from './scopes.ts'

export type Ask = {
  redirectUri: string
  /** As it stands in the query, still encoded: it goes back byte by byte. */
  rawState: string | null
  scopes: string[]
  showDialog: boolean
  challenge: string | null
}

/** A refusal is shown to the person; the app never learns of it. */
export type Verdict = { kind: 'asked'; ask: Ask } | { kind: 'refused'; text: string }

export function judgeAuthorize(rawQuery: string, app: App): Verdict {
  const query = new URLSearchParams(rawQuery)
  const text = missingParameter(query) ?? wrongClient(query, app) ?? wrongScope(query) ?? wrongChallenge(query)
  return text === null ? { kind: 'asked', ask: readAsk(rawQuery, query) } : { kind: 'refused', text }
}

function missingParameter(query: URLSearchParams): string | null {
  const missing = ['client_id', 'response_type', 'redirect_uri'].find((name) => !query.get(name))
  return missing === undefined ? null : `Missing required parameter: ${missing}`
}

function wrongClient(query: URLSearchParams, app: App): string | null {
  if (query.get('client_id') !== app.clientId) return 'INVALID_CLIENT: Invalid client'
  if (query.get('response_type') !== 'code') return 'response_type must be code'
  const verdict = judgeRedirectUri(query.get('redirect_uri') ?? '', app.redirectUris)
  if (verdict === 'insecure') return 'INVALID_CLIENT: Insecure redirect URI'
  return verdict === 'unlisted' ? 'redirect_uri: Not matching configuration' : null
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

function readAsk(rawQuery: string, query: URLSearchParams): Ask {
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
