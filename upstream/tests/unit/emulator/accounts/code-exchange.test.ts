import { expect, test } from 'vitest'
import { secretPrefixes } from '../../../../../tests/emulator/accounts/tokens.ts'
import {
  askApi,
  askForTokens,
  callback,
  challenge,
  clientId,
  clientSecret,
  origin,
  startEmulator,
  verifier,
} from '../support.ts'

const grant = { grant_type: 'authorization_code', redirect_uri: callback }

test('exchanging a code with the client secret in the Authorization header returns an access token and a refresh token', async () => {
  const { emulator } = startEmulator()
  const code = emulator.codeFor('mira', { scopes: ['user-top-read', 'streaming'] })
  const { status, body } = await askForTokens(emulator, { ...grant, code })
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'user-top-read streaming' })
  expect(body.access_token).toMatch(/^BQEm[\w-]{252}$/)
  expect(body.refresh_token).toMatch(/^AQEm[\w-]{127}$/)
  expect(secretPrefixes).toEqual(['BQEm', 'AQEm', 'AQCo'])
  expect((await askApi(emulator, '/me', body.access_token)).status).toBe(200)
})

test('a token request can include the client secret in its body', async () => {
  const { emulator } = startEmulator()
  const form = { ...grant, code: emulator.codeFor('mira'), client_id: clientId, client_secret: clientSecret }
  expect((await askForTokens(emulator, form, {})).status).toBe(200)
})

test('a code can be exchanged with PKCE alone, or with both PKCE and the client secret', async () => {
  const { emulator } = startEmulator()
  const form = () => ({
    ...grant,
    code: emulator.codeFor('mira', { codeChallenge: challenge }),
    code_verifier: verifier,
  })
  expect((await askForTokens(emulator, { ...form(), client_id: clientId }, {})).status).toBe(200)
  expect((await askForTokens(emulator, form())).status).toBe(200)
})

test('an authorization code can be exchanged only once, and a second attempt does not revoke the tokens from the first exchange', async () => {
  const { emulator } = startEmulator()
  const form = { ...grant, code: emulator.codeFor('mira') }
  const first = await askForTokens(emulator, form)
  const second = await askForTokens(emulator, form)
  expect(second).toEqual({
    status: 400,
    body: { error: 'invalid_grant', error_description: 'Invalid authorization code' },
  })
  expect((await askApi(emulator, '/me', first.body.access_token)).status).toBe(200)
})

test('an authorization code expires after ten minutes', async () => {
  const { emulator, clock } = startEmulator()
  const code = emulator.codeFor('mira')
  const late = emulator.codeFor('mira')
  clock.ms += 10 * 60 * 1000 - 1
  expect((await askForTokens(emulator, { ...grant, code })).status).toBe(200)
  clock.ms += 1
  const { body } = await askForTokens(emulator, { ...grant, code: late })
  expect(body).toEqual({ error: 'invalid_grant', error_description: 'Authorization code expired' })
})

type Case = { title: string; form: Record<string, string>; error: string; description?: string; pkce?: boolean }

const cases: Case[] = [
  { title: 'no code', form: { code: '' }, error: 'invalid_request', description: 'code must be supplied' },
  { title: 'an unknown code', form: { code: 'x' }, error: 'invalid_grant', description: 'Invalid authorization code' },
  {
    title: 'a different redirect URI',
    form: { redirect_uri: `${callback}/` },
    error: 'invalid_grant',
    description: 'Invalid redirect URI',
  },
  { title: 'no verifier', pkce: true, form: {}, error: 'invalid_request', description: 'code_verifier required' },
  {
    title: 'a wrong verifier',
    pkce: true,
    form: { code_verifier: 'w'.repeat(64) },
    error: 'invalid_grant',
    description: 'code_verifier was incorrect',
  },
  {
    title: 'a short verifier',
    pkce: true,
    form: { code_verifier: 'v' },
    error: 'invalid_grant',
    description: 'code_verifier was invalid',
  },
  {
    title: 'an unexpected verifier',
    form: { code_verifier: verifier },
    error: 'invalid_grant',
    description: 'code_verifier was incorrect',
  },
  {
    title: 'an unknown grant',
    form: { grant_type: 'password' },
    error: 'unsupported_grant_type',
    description: 'grant_type must be client_credentials, authorization_code or refresh_token',
  },
]

test.each(cases)(
  'a token request with $title causes the error $error',
  async ({ form, error, description, pkce = false }) => {
    const { emulator } = startEmulator()
    const code = emulator.codeFor('mira', pkce ? { codeChallenge: challenge } : {})
    const { status, body } = await askForTokens(emulator, { ...grant, code, ...form })
    expect(status).toBe(400)
    expect(body).toEqual({ error, error_description: description })
  },
)

const strangers: [string, Record<string, string>, Record<string, string>, string | undefined][] = [
  ['a wrong secret in the header', { authorization: `Basic ${btoa(`${clientId}:no`)}` }, {}, 'Invalid client secret'],
  ['a wrong secret in the body', {}, { client_id: clientId, client_secret: 'no' }, 'Invalid client secret'],
  ['an unknown client', { authorization: `Basic ${btoa(`no:${clientSecret}`)}` }, {}, 'Invalid client'],
  ['no client credentials', {}, {}, undefined],
  ['neither a client secret nor PKCE', {}, { client_id: clientId }, undefined],
]

test.each(strangers)(
  'a token request with %s causes the error invalid_client',
  async (_title, headers, form, description) => {
    const { emulator } = startEmulator()
    const { status, body } = await askForTokens(
      emulator,
      { ...grant, code: emulator.codeFor('mira'), ...form },
      headers,
    )
    expect(status).toBe(400)
    expect(body.error).toBe('invalid_client')
    expect(body.error_description).toBe(description)
  },
)

test('a JSON body in a token request is treated as an empty form', async () => {
  const { emulator } = startEmulator()
  const headers = { 'content-type': 'application/json' }
  const body = JSON.stringify({ ...grant, code: emulator.codeFor('mira') })
  const response = await emulator.fetch(`${origin}/api/token`, { method: 'POST', headers, body })
  expect(response.status).toBe(400)
  expect(await response.json()).toEqual({
    error: 'unsupported_grant_type',
    error_description: 'grant_type parameter is missing',
  })
})

test('the client credentials grant returns an access token that does not belong to any user', async () => {
  const { emulator } = startEmulator()
  const { body } = await askForTokens(emulator, { grant_type: 'client_credentials' })
  expect(Object.keys(body).sort()).toEqual(['access_token', 'expires_in', 'token_type'])
  expect((await askApi(emulator, '/me', body.access_token)).status).toBe(403)
})
