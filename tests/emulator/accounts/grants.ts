import type { EmulatorState } from '../state.ts'
import type { ClientProof } from './client-proof.ts'
import { toChallenge } from './secrets.ts'
import type { Code, Permission, RefreshToken } from './tokens.ts'

export type TokenResponse = {
  access_token: string
  token_type: string
  expires_in?: unknown
  scope?: string
  refresh_token?: string
}

export type TokenError = { error: string; error_description?: string }

/** A client without a secret can exchange only codes that were requested with PKCE. */
export function exchangeCode(
  state: EmulatorState,
  form: URLSearchParams,
  proof: ClientProof,
): TokenResponse | TokenError {
  const value = form.get('code')
  if (value === null || value === '') return refuse('invalid_request', 'code must be supplied')
  const code = state.tokenStore.findCode(value)
  if (code === undefined || code.used) return refuse('invalid_grant', 'Invalid authorization code')
  if (state.now() >= code.expiresAtMs) return refuse('invalid_grant', 'Authorization code expired')
  if (form.get('redirect_uri') !== code.redirectUri) return refuse('invalid_grant', 'Invalid redirect URI')
  if (code.challenge === null && proof.kind === 'public') return { error: 'invalid_client' }
  const refusal = checkVerifier(code, form.get('code_verifier'))
  if (refusal !== null) return refusal
  code.used = true
  return {
    ...accessFor(state, code),
    refresh_token: state.tokenStore.issueRefreshToken(code, code.challenge !== null),
  }
}

function checkVerifier(code: Code, verifier: string | null): TokenError | null {
  if (code.challenge === null) return verifier === null ? null : refuse('invalid_grant', 'code_verifier was incorrect')
  if (verifier === null || verifier === '') return refuse('invalid_request', 'code_verifier required')
  if (!/^[A-Za-z0-9_.~-]{43,128}$/.test(verifier)) return refuse('invalid_grant', 'code_verifier was invalid')
  return toChallenge(verifier) === code.challenge ? null : refuse('invalid_grant', 'code_verifier was incorrect')
}

export function refresh(state: EmulatorState, form: URLSearchParams, proof: ClientProof): TokenResponse | TokenError {
  const value = form.get('refresh_token')
  if (value === null || value === '') return refuse('invalid_request', 'refresh_token must be supplied')
  const token = state.tokenStore.findRefreshToken(value)
  if (token === undefined) return refuse('invalid_grant', 'Invalid refresh token')
  if (token.revoked) return refuse('invalid_grant', 'Refresh token revoked')
  if (state.tokenStore.hasConsentExpired(token)) return refuse('invalid_grant', 'Refresh token expired')
  if (proof.kind === 'public' && !token.issuedWithPkce) return { error: 'invalid_client' }
  return { ...accessFor(state, token), ...rotate(state, token) }
}

function rotate(state: EmulatorState, token: RefreshToken): { refresh_token?: string } {
  if (!state.settings.rotation) return {}
  token.revoked = true
  return { refresh_token: state.tokenStore.issueRefreshToken(token, token.issuedWithPkce) }
}

export function clientCredentials(state: EmulatorState, proof: ClientProof): TokenResponse | TokenError {
  if (proof.kind === 'public') return { error: 'invalid_client' }
  const access_token = state.tokenStore.issueAccessToken(
    { person: null, scopes: [] },
    state.settings.accessTokenSeconds,
  )
  // In Spotify's example of a client credentials response, the token type is in lower case.
  return { access_token, token_type: 'bearer', ...expiryOf(state) }
}

export function accessFor(state: EmulatorState, { person, scopes: agreed }: Permission) {
  const { accessTokenSeconds, withheldScopes } = state.settings
  const scopes = agreed.filter((scope) => !withheldScopes.includes(scope))
  const access_token = state.tokenStore.issueAccessToken({ person, scopes }, accessTokenSeconds)
  return { access_token, token_type: 'Bearer', ...expiryOf(state), scope: scopes.join(' ') }
}

function expiryOf({ settings: { expiresIn, accessTokenSeconds } }: EmulatorState): { expires_in?: unknown } {
  if (expiresIn === 'absent') return {}
  return { expires_in: expiresIn === 'true' ? accessTokenSeconds : expiresIn.says }
}

function refuse(error: string, description: string): TokenError {
  return { error, error_description: description }
}
