import type { ClientProof } from './client-proof.ts'
import type { Code, Permission, RefreshToken } from './ledger.ts'
import { toChallenge } from './mint.ts'
import type { World } from './world.ts'

export type TokenAnswer = {
  access_token: string
  token_type: string
  expires_in?: unknown
  scope?: string
  refresh_token?: string
}

export type TokenRefusal = { error: string; error_description?: string }

/** A client without a secret is let in only where PKCE was used. */
export function exchangeCode(world: World, form: URLSearchParams, proof: ClientProof): TokenAnswer | TokenRefusal {
  const value = form.get('code')
  if (value === null || value === '') return refuse('invalid_request', 'code must be supplied')
  const code = world.ledger.findCode(value)
  if (code === undefined || code.used) return refuse('invalid_grant', 'Invalid authorization code')
  if (world.now() >= code.expiresAtMs) return refuse('invalid_grant', 'Authorization code expired')
  if (form.get('redirect_uri') !== code.redirectUri) return refuse('invalid_grant', 'Invalid redirect URI')
  if (code.challenge === null && proof.kind === 'public') return { error: 'invalid_client' }
  const refusal = judgeVerifier(code, form.get('code_verifier'))
  if (refusal !== null) return refusal
  code.used = true
  return {
    ...accessFor(world, code),
    refresh_token: world.ledger.issueRefreshToken(code, code.challenge !== null),
  }
}

function judgeVerifier(code: Code, verifier: string | null): TokenRefusal | null {
  if (code.challenge === null) return verifier === null ? null : refuse('invalid_grant', 'code_verifier was incorrect')
  if (verifier === null || verifier === '') return refuse('invalid_request', 'code_verifier required')
  if (!/^[A-Za-z0-9_.~-]{43,128}$/.test(verifier)) return refuse('invalid_grant', 'code_verifier was invalid')
  return toChallenge(verifier) === code.challenge ? null : refuse('invalid_grant', 'code_verifier was incorrect')
}

export function refresh(world: World, form: URLSearchParams, proof: ClientProof): TokenAnswer | TokenRefusal {
  const value = form.get('refresh_token')
  if (value === null || value === '') return refuse('invalid_request', 'refresh_token must be supplied')
  const token = world.ledger.findRefreshToken(value)
  if (token === undefined) return refuse('invalid_grant', 'Invalid refresh token')
  if (token.revoked) return refuse('invalid_grant', 'Refresh token revoked')
  if (world.ledger.isOver(token)) return refuse('invalid_grant', 'Refresh token expired')
  if (proof.kind === 'public' && !token.bornWithPkce) return { error: 'invalid_client' }
  return { ...accessFor(world, token), ...rotate(world, token) }
}

function rotate(world: World, token: RefreshToken): { refresh_token?: string } {
  if (!world.settings.rotation) return {}
  token.revoked = true
  return { refresh_token: world.ledger.issueRefreshToken(token, token.bornWithPkce) }
}

export function clientCredentials(world: World, proof: ClientProof): TokenAnswer | TokenRefusal {
  if (proof.kind === 'public') return { error: 'invalid_client' }
  const access_token = world.ledger.issueAccessToken({ person: null, scopes: [] }, world.settings.accessTokenSeconds)
  // Lower case, as in Spotify's sample for this grant.
  return { access_token, token_type: 'bearer', ...expiryOf(world) }
}

export function accessFor(world: World, { person, scopes: agreed }: Permission) {
  const { accessTokenSeconds, withheldScopes } = world.settings
  const scopes = agreed.filter((scope) => !withheldScopes.includes(scope))
  const access_token = world.ledger.issueAccessToken({ person, scopes }, accessTokenSeconds)
  return { access_token, token_type: 'Bearer', ...expiryOf(world), scope: scopes.join(' ') }
}

function expiryOf({ settings: { expiresIn, accessTokenSeconds } }: World): { expires_in?: unknown } {
  if (expiresIn === 'absent') return {}
  return { expires_in: expiresIn === 'true' ? accessTokenSeconds : expiresIn.says }
}

function refuse(error: string, description: string): TokenRefusal {
  return { error, error_description: description }
}
