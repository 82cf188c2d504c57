import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createAccounts } from '@/lib/spotify/accounts'
import { callbackUrl, clientSecret, createSetup, playlistScopes, spotifyUrl } from '../support.ts'
import { accountsOf, accountsWith, callback, settings, tokens, verifier } from './accounts-support.ts'
import { jsonAnswer, outside } from './support.ts'

const codeChallenge = createHash('sha256').update(verifier).digest('base64url')

describe('exchangeCode', () => {
  test.each([clientSecret, undefined])(
    'exchanging a code returns tokens and scopes (client secret: %s)',
    async (secret) => {
      const { emulator } = createSetup()
      const accounts = createAccounts({ ...outside(), ...settings, clientSecret: secret, fetch: emulator.fetch })
      const code = emulator.codeFor('mira', { scopes: playlistScopes, codeChallenge })
      expect(await accounts.exchangeCode(callback(code), verifier)).toEqual({
        kind: 'tokens',
        tokens: {
          accessToken: expect.stringMatching(/^BQEm/),
          refreshToken: expect.stringMatching(/^AQEm/),
          expiresInSeconds: 3_600,
          scopes: playlistScopes,
        },
      })
    },
  )

  test('exchanging a code fails if the code is unknown or already used, or if the verifier does not match', async () => {
    const { emulator } = createSetup()
    const accounts = createAccounts({ ...outside(), ...settings, fetch: emulator.fetch })
    const code = emulator.codeFor('mira', { codeChallenge })
    const requestId = expect.stringMatching(/^[0-9a-f]{16}$/)
    const refused = { kind: 'grant_refused', detail: '400 invalid_grant', requestId }
    expect(await accounts.exchangeCode(callback('AQCoUnknown'), verifier)).toEqual(refused)
    expect(await accounts.exchangeCode(callback(code), 'w'.repeat(64))).toEqual(refused)
    expect((await accounts.exchangeCode(callback(code), verifier)).kind).toBe('tokens')
    expect(await accounts.exchangeCode(callback(code), verifier)).toEqual(refused)
  })

  test('exchanging a code fails if the response has no refresh token', async () => {
    for (const refresh_token of [undefined, null, '', 7]) {
      const outcome = await accountsWith({ ...tokens, refresh_token }).exchangeCode(callback('c'), verifier)
      expect(outcome.kind).toBe('unavailable')
    }
  })

  test('exchanging a code with a wrong client secret results in client_refused', async () => {
    const { emulator } = createSetup()
    const accounts = createAccounts({ ...outside(), ...settings, clientSecret: 'wrong', fetch: emulator.fetch })
    const outcome = await accounts.exchangeCode(callback(emulator.codeFor('mira', { codeChallenge })), verifier)
    expect(outcome).toMatchObject({ kind: 'client_refused', detail: '400 invalid_client' })
  })

  test('a malicious authorization code cannot add parameters to a token request', async () => {
    const { accounts, calls } = accountsOf(() => jsonAnswer(tokens))
    const code = 'x&client_secret=evil&grant_type=password#\0\r\nhost: evil'
    await accounts.exchangeCode(callback(code), verifier)
    const form = new URLSearchParams(await new Request(spotifyUrl, calls[0]?.init).text())
    const sent = { grant_type: 'authorization_code', code, redirect_uri: callbackUrl, code_verifier: verifier }
    expect(Object.fromEntries(form)).toEqual(sent)
    expect([...form]).toHaveLength(4)
  })
})

describe('refresh', () => {
  test('a refresh returns a refresh token only if Spotify issued a new one', async () => {
    for (const rotation of [false, true]) {
      const { emulator } = createSetup()
      emulator.settings.rotation = rotation
      const accounts = createAccounts({ ...outside(), ...settings, fetch: emulator.fetch })
      const outcome = await accounts.refresh(emulator.grantFor('mira', { scopes: playlistScopes }).refreshToken)
      const refreshToken = rotation ? expect.stringMatching(/^AQEm/) : undefined
      expect(outcome).toMatchObject({ kind: 'tokens', tokens: { refreshToken, scopes: playlistScopes } })
    }
  })

  test.each([null, '', 7, [], {}])(
    'a refresh ignores an invalid refresh token in the response: %j',
    async (refresh_token) => {
      const outcome = await accountsWith({ ...tokens, refresh_token }).refresh('old')
      expect(outcome).toMatchObject({ kind: 'tokens', tokens: { refreshToken: undefined } })
    },
  )

  test('a refresh returns no scopes if the response lists none', async () => {
    const outcome = await accountsWith(tokens).refresh('old')
    expect(outcome).toMatchObject({ kind: 'tokens', tokens: { scopes: undefined } })
    expect(await accountsWith({ ...tokens, scope: '' }).refresh('old')).toMatchObject({ tokens: { scopes: [] } })
  })

  test.each(['Bearer', 'bearer', 'BEARER'])('a refresh accepts the token type %s', async (token_type) => {
    expect((await accountsWith({ ...tokens, token_type }).refresh('old')).kind).toBe('tokens')
  })

  test('a refresh fails if the response has no token type', async () => {
    const outcome = await accountsWith({ ...tokens, token_type: undefined }).refresh('old')
    expect(outcome).toEqual({ kind: 'unavailable', detail: expect.stringMatching(/^[^\n]*token_type[^\n]*$/) })
  })

  test('a token response is parsed as JSON whatever its content type', async () => {
    for (const type of ['text/plain', 'text/html', 'application/json; charset=utf-8']) {
      const answer = () => new Response(JSON.stringify(tokens), { headers: { 'content-type': type } })
      expect((await accountsOf(answer).accounts.refresh('old')).kind).toBe('tokens')
    }
  })

  test('a refresh never throws or returns an invalid token, whatever the response', async () => {
    const fields = fc.record(
      Object.fromEntries(
        ['access_token', 'token_type', 'expires_in', 'refresh_token', 'scope', 'error'].map((name) => [
          name,
          fc.oneof(fc.jsonValue({ maxDepth: 1 }), fc.constantFrom('Bearer', 'a', '60', -1)),
        ]),
      ),
      { requiredKeys: [] },
    )
    const body = fc.oneof(
      fields.map((any) => JSON.stringify(any)),
      fc.string({ unit: 'binary' }),
    )
    const status = fc.constantFrom(200, 200, 200, 400, 401, 429, 500)
    await fc.assert(
      fc.asyncProperty(body, status, async (text, code) => {
        const { accounts } = accountsOf(
          () => new Response(text, { status: code, headers: { 'content-type': 'application/json' } }),
        )
        const outcome = await accounts.refresh('old')
        if (outcome.kind !== 'tokens') return
        const { accessToken, expiresInSeconds, refreshToken } = outcome.tokens
        expect(accessToken).not.toBe('')
        expect(Number.isInteger(expiresInSeconds) && expiresInSeconds >= 1 && expiresInSeconds <= 86_400).toBe(true)
        expect(refreshToken).not.toBe('')
      }),
      { numRuns: 500 },
    )
  }, 30_000)
})
