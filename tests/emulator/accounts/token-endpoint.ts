import { Hono } from 'hono'
import type { EmulatorState } from '../state.ts'
import { type ClientProof, proveClient } from './client-proof.ts'
import { clientCredentials, exchangeCode, refresh, type TokenError, type TokenResponse } from './grants.ts'

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
  if (grantType === null) {
    return { error: 'unsupported_grant_type', error_description: 'grant_type parameter is missing' }
  }
  const proof = proveClient(authorization, form, state.app)
  if (proof.kind === 'refused') return refuseClient(proof.description)
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
  const description = 'grant_type must be client_credentials, authorization_code or refresh_token'
  return { error: 'unsupported_grant_type', error_description: description }
}

function refuseClient(description: string | undefined): TokenError {
  return { error: 'invalid_client', ...(description === undefined ? {} : { error_description: description }) }
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
