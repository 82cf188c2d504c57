import { Hono } from 'hono'
import type { App, EmulatorState } from '../state.ts'
import { type Code, type Permission, type RefreshToken, toChallenge } from './tokens.ts'

export function tokenEndpoint(state: EmulatorState): Hono {
  const routes = new Hono()
  routes.post('/api/token', async (c) => {
    const form = await readForm(c.req.raw)
    return answer(decide(state, c.req.header('authorization') ?? null, form))
  })
  routes.all('/api/token', () => new Response(null, { status: 405, headers: { allow: 'POST' } }))
  return routes
}

function decide(state: EmulatorState, authorization: string | null, form: URLSearchParams): TokenResponse | TokenError {
  const grantType = form.get('grant_type')
  if (grantType === null) return refuse('unsupported_grant_type', 'grant_type parameter is missing')
  const proof = proveClient(authorization, form, state.app)
  if (proof.kind === 'refused') return refuse('invalid_client', proof.description)
  return grant(state, grantType, form, proof)
}

function grant(
  state: EmulatorState,
  grantType: string,
  form: URLSearchParams,
  proof: ClientProof,
): TokenResponse | TokenError {
  if (grantType === 'authorization_code') return exchangeCode(state, form, proof)
  if (grantType === 'refresh_token') return refresh(state, form, proof)
  if (grantType === 'client_credentials') return clientCredentials(state, proof)
  return refuse('unsupported_grant_type', 'grant_type must be client_credentials, authorization_code or refresh_token')
}

function answer(body: TokenResponse | TokenError): Response {
  // The response sets a cookie that is meant only for the accounts service. An app must not pass this cookie on to its visitors.
  const headers = { 'cache-control': 'no-store', 'set-cookie': 'emulator_device=1; Path=/api/token; HttpOnly' }
  return Response.json(body, { status: 'error' in body ? 400 : 200, headers })
}

/** Reads a form body and, like Spotify, treats any other body as an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  return new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? await request.text() : '')
}

type ClientProof = { kind: 'secret' } | { kind: 'public' } | { kind: 'refused'; description?: string }

type Credentials = { id: string; secret: string | null }

/**
 * Authenticates the client with the request's Basic authorization header or, if there is no such header, with the form fields (RFC
 * 6749, section 2.3.1).
 */
function proveClient(authorization: string | null, form: URLSearchParams, app: App): ClientProof {
  const credentials = readBasic(authorization) ?? readBody(form)
  if (credentials === null) return { kind: 'refused' }
  if (credentials.id !== app.clientId) return { kind: 'refused', description: 'Invalid client' }
  if (credentials.secret === null) return { kind: 'public' }
  if (credentials.secret !== app.clientSecret) return { kind: 'refused', description: 'Invalid client secret' }
  return { kind: 'secret' }
}

function readBasic(authorization: string | null): Credentials | null {
  const encoded = authorization?.match(/^Basic +(.*)$/i)?.[1]
  if (encoded === undefined) return null
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return { id: decoded.slice(0, Math.max(colon, 0)), secret: decoded.slice(colon + 1) }
}

function readBody(form: URLSearchParams): Credentials | null {
  const id = form.get('client_id')
  return id === null || id === '' ? null : { id, secret: form.get('client_secret') }
}

type TokenResponse = {
  access_token: string
  token_type: string
  expires_in?: unknown
  scope?: string
  refresh_token?: string
}

type TokenError = { error: string; error_description?: string }

/** A client without a secret can exchange only codes that were requested with PKCE. */
function exchangeCode(state: EmulatorState, form: URLSearchParams, proof: ClientProof): TokenResponse | TokenError {
  const value = form.get('code')
  if (value === null || value === '') return refuse('invalid_request', 'code must be supplied')
  const code = state.tokenStore.findCode(value)
  if (code === undefined || code.used) return refuse('invalid_grant', 'Invalid authorization code')
  if (state.now() >= code.expiresAtMs) return refuse('invalid_grant', 'Authorization code expired')
  if (form.get('redirect_uri') !== code.redirectUri) return refuse('invalid_grant', 'Invalid redirect URI')
  if (code.challenge === null && proof.kind === 'public') return refuse('invalid_client')
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

function refresh(state: EmulatorState, form: URLSearchParams, proof: ClientProof): TokenResponse | TokenError {
  const value = form.get('refresh_token')
  if (value === null || value === '') return refuse('invalid_request', 'refresh_token must be supplied')
  const token = state.tokenStore.findRefreshToken(value)
  if (token === undefined) return refuse('invalid_grant', 'Invalid refresh token')
  if (token.revoked) return refuse('invalid_grant', 'Refresh token revoked')
  if (state.tokenStore.hasConsentExpired(token)) return refuse('invalid_grant', 'Refresh token expired')
  if (proof.kind === 'public' && !token.issuedWithPkce) return refuse('invalid_client')
  return { ...accessFor(state, token), ...rotate(state, token) }
}

function rotate(state: EmulatorState, token: RefreshToken): { refresh_token?: string } {
  if (!state.settings.rotation) return {}
  token.revoked = true
  return { refresh_token: state.tokenStore.issueRefreshToken(token, token.issuedWithPkce) }
}

function clientCredentials(state: EmulatorState, proof: ClientProof): TokenResponse | TokenError {
  if (proof.kind === 'public') return refuse('invalid_client')
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

function refuse(error: string, description?: string): TokenError {
  return { error, ...(description !== undefined && { error_description: description }) }
}
