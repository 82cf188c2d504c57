import { createHash } from 'node:crypto'
import { Hono } from 'hono'
import { refuse } from '../api/endpoints.ts'
import type { App, EmulatorState } from '../state.ts'
import type { AccessToken } from './tokens.ts'

export function tokenEndpoint(state: EmulatorState): Hono {
  const routes = new Hono()
  routes.post('/api/token', async (c) => {
    const form = await readForm(c.req.raw)
    const grantType = form.get('grant_type') ?? fail('unsupported_grant_type', 'grant_type parameter is missing')
    const isPublic = isPublicClient(c.req.header('authorization') ?? '', form, state.app)
    const grant = grants.get(grantType) ?? fail('unsupported_grant_type', wrongGrantType)
    return respond(grant(state, form, isPublic))
  })
  routes.all('/api/token', () => new Response(null, { status: 405, headers: { allow: 'POST' } }))
  return routes
}

function respond(body: object, status = 200): Response {
  // The response sets a cookie that is meant only for the accounts service. An app must not pass this cookie on to its visitors.
  const headers = { 'cache-control': 'no-store', 'set-cookie': 'emulator_device=1; Path=/api/token; HttpOnly' }
  return Response.json(body, { status, headers })
}

export function tokenError(error: string, description?: string): Response {
  return respond({ error, error_description: description }, 400)
}

function fail(error: string, description?: string): never {
  return refuse(tokenError(error, description))
}

/** Reads a form body and, like Spotify, treats any other body as an empty form. */
export async function readForm(request: Request): Promise<URLSearchParams> {
  const type = request.headers.get('content-type') ?? ''
  return new URLSearchParams(type.startsWith('application/x-www-form-urlencoded') ? await request.text() : '')
}

/** Authenticates the client (RFC 6749, section 2.3.1). Returns whether the client is public, which means that it sent no secret. */
function isPublicClient(authorization: string, form: URLSearchParams, app: App): boolean {
  const { id, secret } = readBasic(authorization) ?? { id: form.get('client_id'), secret: form.get('client_secret') }
  if (!id) fail('invalid_client')
  if (id !== app.clientId) fail('invalid_client', 'Invalid client')
  if (secret !== null && secret !== app.clientSecret) fail('invalid_client', 'Invalid client secret')
  return secret === null
}

function readBasic(authorization: string): { id: string; secret: string } | null {
  const encoded = authorization.match(/^Basic +(.*)$/i)?.[1]
  if (encoded === undefined) return null
  const [id = '', ...secret] = Buffer.from(encoded, 'base64').toString('utf8').split(':')
  return { id, secret: secret.join(':') }
}

const wrongGrantType = 'grant_type must be client_credentials, authorization_code or refresh_token'

type Grant = (state: EmulatorState, form: URLSearchParams, isPublic: boolean) => object

const grants = new Map<string, Grant>([
  ['client_credentials', clientCredentials],
  ['authorization_code', exchangeCode],
  ['refresh_token', refresh],
])

function required(form: URLSearchParams, name: string): string {
  return form.get(name) || fail('invalid_request', `${name} must be supplied`)
}

/** A client without a secret can exchange only codes that were requested with PKCE. */
function exchangeCode(state: EmulatorState, form: URLSearchParams, isPublic: boolean) {
  const { tokenStore } = state
  const code = tokenStore.codes.get(required(form, 'code'))
  if (code === undefined || code.used) return fail('invalid_grant', 'Invalid authorization code')
  if (tokenStore.isExpired(code)) fail('invalid_grant', 'Authorization code expired')
  if (form.get('redirect_uri') !== code.redirectUri) fail('invalid_grant', 'Invalid redirect URI')
  if (code.challenge === null && isPublic) fail('invalid_client')
  checkVerifier(code.challenge, form.get('code_verifier'))
  code.used = true
  return { ...accessFor(state, code), refresh_token: tokenStore.issueRefreshToken(code, code.challenge !== null) }
}

function checkVerifier(challenge: string | null, verifier: string | null): void {
  if (challenge === null && verifier === null) return
  if (challenge !== null && !verifier) fail('invalid_request', 'code_verifier required')
  if (challenge !== null && !/^[A-Za-z0-9_.~-]{43,128}$/.test(verifier ?? ''))
    fail('invalid_grant', 'code_verifier was invalid')
  const hash = createHash('sha256')
    .update(verifier ?? '')
    .digest('base64url')
  if (hash !== challenge) fail('invalid_grant', 'code_verifier was incorrect')
}

function refresh(state: EmulatorState, form: URLSearchParams, isPublic: boolean) {
  const { tokenStore, settings } = state
  const token = tokenStore.refreshTokens.get(required(form, 'refresh_token'))
  if (token === undefined) return fail('invalid_grant', 'Invalid refresh token')
  if (token.revoked) fail('invalid_grant', 'Refresh token revoked')
  if (tokenStore.hasConsentExpired(token)) fail('invalid_grant', 'Refresh token expired')
  if (isPublic && !token.issuedWithPkce) fail('invalid_client')
  token.revoked = settings.rotation
  const rotated = settings.rotation && { refresh_token: tokenStore.issueRefreshToken(token, token.issuedWithPkce) }
  return { ...accessFor(state, token), ...rotated }
}

function clientCredentials(state: EmulatorState, _: URLSearchParams, isPublic: boolean) {
  if (isPublic) fail('invalid_client')
  // In Spotify's example of a client credentials response, the token type is in lower case.
  return { ...accessFor(state, { person: null, scopes: [] }), token_type: 'bearer', scope: undefined }
}

/** Issues an access token. */
export function accessFor({ tokenStore, settings }: EmulatorState, holder: Pick<AccessToken, 'person' | 'scopes'>) {
  const { accessTokenSeconds, expiresIn, withheldScopes } = settings
  const granted = holder.scopes.filter((scope) => !withheldScopes.includes(scope))
  return {
    access_token: tokenStore.issueAccessToken(holder.person, granted, accessTokenSeconds),
    token_type: 'Bearer',
    ...(expiresIn !== 'absent' && { expires_in: expiresIn === 'true' ? accessTokenSeconds : expiresIn.says }),
    scope: granted.join(' '),
  }
}
