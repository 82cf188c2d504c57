import { createHash } from 'node:crypto'
import type { PersonId } from '../../../../tests/emulator/data/people.ts'
import { createEmulator, type Emulator, type GrantOptions } from '../../../../tests/emulator/emulator.ts'
import { watched } from '../../../support/description/watched-emulator.ts'

export const origin = 'http://127.0.0.1:4000'
export const callback = 'http://127.0.0.1:3000/api/auth/callback'
export const clientId = 'a-client-id'
export const clientSecret = 'a-client-secret'
export const verifier = 'v'.repeat(64)
export const challenge = createHash('sha256').update(verifier).digest('base64url')
export const day = 24 * 60 * 60 * 1000
export const playlistScopes = ['playlist-read-private', 'playlist-read-collaborative']

export type Clock = { ms: number }

/** Starts an emulator with its own clock. The test fails if any response doesn't match Spotify's OpenAPI description. */
export function startEmulator(redirectUris: string[] = [callback]): { emulator: Emulator; clock: Clock } {
  const clock = { ms: Date.UTC(2026, 10, 1) }
  const emulator = createEmulator({ origin, clientId, clientSecret, redirectUris, now: () => clock.ms })
  return { emulator: watched(emulator), clock }
}

export function authorizeQuery(changes: Record<string, string | null> = {}): URLSearchParams {
  const query = new URLSearchParams({ client_id: clientId, response_type: 'code', redirect_uri: callback, state: 'st' })
  for (const [name, value] of Object.entries(changes)) {
    if (value === null) query.delete(name)
    else query.set(name, value)
  }
  return query
}

export function visit(emulator: Emulator, query: URLSearchParams | string, person?: PersonId): Promise<Response> {
  const headers: Record<string, string> = person === undefined ? {} : { cookie: `emulator_person=${person}` }
  return emulator.fetch(`${origin}/authorize?${query}`, { headers })
}

export function press(
  emulator: Emulator,
  answer: 'agree' | 'cancel',
  query: URLSearchParams | string,
  person: PersonId = 'mira',
): Promise<Response> {
  return post(emulator, '/authorize', { query: String(query), person, answer })
}

export function post(
  emulator: Emulator,
  path: string,
  form: Record<string, string>,
  headers: Record<string, string> = {},
): Promise<Response> {
  return emulator.fetch(origin + path, { method: 'POST', body: new URLSearchParams(form), headers })
}

const basic = { authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` }

export type TokenBody = {
  access_token?: string
  refresh_token?: string
  token_type?: string
  expires_in?: unknown
  scope?: string
  error?: string
  error_description?: string
}

/** Sends a token request. By default, the `Authorization` header contains the client secret. */
export async function askForTokens(
  emulator: Emulator,
  form: Record<string, string>,
  headers: Record<string, string> = basic,
): Promise<{ status: number; body: TokenBody }> {
  const response = await post(emulator, '/api/token', form, headers)
  return { status: response.status, body: (await response.json()) as TokenBody }
}

export async function askApi(emulator: Emulator, path: string, accessToken?: string): Promise<Response> {
  const headers: Record<string, string> = accessToken === undefined ? {} : { authorization: `Bearer ${accessToken}` }
  return emulator.fetch(`${origin}/v1${path}`, { headers })
}

/** Calls the Web API as this user, using an access token with these scopes. */
export async function readAs(
  emulator: Emulator,
  person: PersonId,
  path: string,
  { scopes = playlistScopes }: GrantOptions = {},
): Promise<{ status: number; body: unknown }> {
  const response = await askApi(emulator, path, emulator.grantFor(person, { scopes }).accessToken)
  return { status: response.status, body: await response.json() }
}
