import { expect, test } from 'vitest'
import {
  askApi,
  askForTokens,
  authorizeQuery,
  callback,
  challenge,
  clientId,
  day,
  startEmulator,
  verifier,
  visit,
} from '../support.ts'

const refresh = (token: string | undefined) => ({ grant_type: 'refresh_token', refresh_token: token ?? '' })

test('a refresh returns a new access token but no new refresh token, and the old access token stays valid', async () => {
  const { emulator } = startEmulator()
  const grant = emulator.grantFor('mira', { scopes: ['user-top-read'] })
  const { status, body } = await askForTokens(emulator, refresh(grant.refreshToken))
  expect(status).toBe(200)
  expect(body).toMatchObject({ token_type: 'Bearer', expires_in: 3600, scope: 'user-top-read' })
  expect(body).not.toHaveProperty('refresh_token')
  expect(body.access_token).not.toBe(grant.accessToken)
  for (const token of [grant.accessToken, body.access_token]) {
    expect((await askApi(emulator, '/me', token)).status).toBe(200)
  }
})

test('if rotation is on, each refresh returns a new refresh token and revokes the old one', async () => {
  const { emulator } = startEmulator()
  emulator.settings.rotation = true
  const { refreshToken } = emulator.grantFor('mira')
  const { body } = await askForTokens(emulator, refresh(refreshToken))
  expect(body.refresh_token).toMatch(/^AQEm/)
  const again = await askForTokens(emulator, refresh(refreshToken))
  expect(again.body).toEqual({ error: 'invalid_grant', error_description: 'Refresh token revoked' })
  expect((await askForTokens(emulator, refresh(body.refresh_token))).status).toBe(200)
})

test('a refresh token expires 180 days after the user’s consent, even if it has been used or rotated', async () => {
  const { emulator, clock } = startEmulator()
  emulator.settings.rotation = true
  let { refreshToken } = emulator.grantFor('mira')
  for (const days of [100, 79.9]) {
    clock.ms += days * day
    const { body } = await askForTokens(emulator, refresh(refreshToken))
    refreshToken = body.refresh_token ?? ''
  }
  clock.ms += 0.1 * day
  const { status, body } = await askForTokens(emulator, refresh(refreshToken))
  expect(status).toBe(400)
  expect(body).toEqual({ error: 'invalid_grant', error_description: 'Refresh token expired' })
})

test('a sign-in that skips the consent page does not extend the six-month consent period', async () => {
  const { emulator, clock } = startEmulator()
  emulator.grantFor('mira')
  clock.ms += 170 * day
  const silent = await visit(emulator, authorizeQuery(), 'mira')
  const code = new URL(silent.headers.get('location') ?? '').searchParams.get('code') ?? ''
  const exchange = { grant_type: 'authorization_code', redirect_uri: callback, code }
  const { body } = await askForTokens(emulator, exchange)
  clock.ms += 10 * day
  const late = await askForTokens(emulator, refresh(body.refresh_token))
  expect(late.body.error_description).toBe('Refresh token expired')
})

test('unknown, missing and revoked refresh tokens cause different errors', async () => {
  const { emulator } = startEmulator()
  const { refreshToken, accessToken } = emulator.grantFor('mira')
  const other = emulator.grantFor('ada')
  emulator.revokeConsent('mira')
  const reasonFor = async (token: string) => (await askForTokens(emulator, refresh(token))).body.error_description
  expect(await reasonFor('nonsense')).toBe('Invalid refresh token')
  expect(await reasonFor('')).toBe('refresh_token must be supplied')
  expect(await reasonFor(refreshToken)).toBe('Refresh token revoked')
  expect(await reasonFor(other.refreshToken)).toBeUndefined()
  expect((await askApi(emulator, '/me', accessToken)).status).toBe(401)
})

test('only refresh tokens issued with PKCE can be used without the client secret', async () => {
  const { emulator } = startEmulator()
  const exchange = { grant_type: 'authorization_code', redirect_uri: callback }
  const plain = await askForTokens(emulator, { ...exchange, code: emulator.codeFor('mira') })
  const code = emulator.codeFor('mira', { codeChallenge: challenge })
  const pkce = await askForTokens(emulator, { ...exchange, code, code_verifier: verifier })
  const asPublic = (token: string | undefined) => askForTokens(emulator, { ...refresh(token), client_id: clientId }, {})
  expect((await asPublic(plain.body.refresh_token)).body).toEqual({ error: 'invalid_client' })
  expect((await asPublic(pkce.body.refresh_token)).status).toBe(200)
})

test('the lifetime of access tokens can be configured', async () => {
  const { emulator, clock } = startEmulator()
  emulator.settings.accessTokenSeconds = 5
  const { accessToken, expiresInSeconds } = emulator.grantFor('mira')
  expect(expiresInSeconds).toBe(5)
  clock.ms += 4999
  expect((await askApi(emulator, '/me', accessToken)).status).toBe(200)
  clock.ms += 1
  expect((await askApi(emulator, '/me', accessToken)).status).toBe(401)
})

test('one user’s access tokens can be invalidated before they expire', async () => {
  const { emulator } = startEmulator()
  const mira = emulator.grantFor('mira')
  const ada = emulator.grantFor('ada')
  emulator.expireAccessTokens('mira')
  expect((await askApi(emulator, '/me', mira.accessToken)).status).toBe(401)
  expect((await askApi(emulator, '/me', ada.accessToken)).status).toBe(200)
  const { body } = await askForTokens(emulator, refresh(mira.refreshToken))
  expect((await askApi(emulator, '/me', body.access_token)).status).toBe(200)
})
