import { expect, test } from 'vitest'
import { createContext, createMemory } from '@/lib/session/context'
import { refreshSession } from '@/lib/session/refresh'
import { fetchOf, jsonAnswer } from '../spotify/support.ts'
import { appUrl, config, createSetup, sessionOf, TestJar } from '../support.ts'

const pause = async () => undefined
const surroundings = () => ({ memory: createMemory(Date.now), fetch, now: Date.now, pause })
const request = { state: 's', verifier: 'v'.repeat(43), scopes: [], showDialog: false, isSwitch: false }

test('the redirect URI starts with the configured origin', async () => {
  for (const origin of [appUrl, 'https://music.example.com']) {
    const { accounts } = createContext({ ...surroundings(), config: { ...config, appUrl: origin } })
    const url = await accounts.authorizeUrl(request)
    expect(url.searchParams.get('redirect_uri')).toBe(`${origin}/api/auth/callback`)
  }
})

test('the accounts service uses the configured URL and Client ID', async () => {
  const accountsUrl = 'https://accounts.example.com'
  const { accounts } = createContext({ ...surroundings(), config: { ...config, accountsUrl, clientId: 'another' } })
  const url = await accounts.authorizeUrl(request)
  expect(url.origin).toBe(accountsUrl)
  expect(url.searchParams.get('client_id')).toBe('another')
})

test('a token request sends the client secret if there is one, and otherwise only the Client ID', async () => {
  const { clientSecret: _, ...publicClient } = config
  const tokens = { access_token: 'a', token_type: 'Bearer' }
  for (const [settings, header, inBody] of [
    [config, `Basic ${btoa(`${config.clientId}:${config.clientSecret}`)}`, null],
    [publicClient, null, config.clientId],
  ] as const) {
    const { fetch, calls } = fetchOf(() => jsonAnswer(tokens))
    await createContext({ ...surroundings(), config: settings, fetch }).requestRefresh('refresh', { isRetry: false })
    const sent = new Request(calls[0]?.url ?? '', calls[0]?.init)
    expect(sent.headers.get('authorization')).toBe(header)
    expect(new URLSearchParams(await sent.text()).get('client_id')).toBe(inBody)
  }
})

test('all parts of the session context use the same clock and the same fetch function', async () => {
  const { fetch } = fetchOf(() => jsonAnswer({ access_token: 'a', token_type: 'Bearer', expires_in: 60 }))
  const now = () => 5_000
  const context = createContext({ config, memory: createMemory(now), fetch, now, pause })
  expect(context).toMatchObject({ config, fetch, pause })
  expect(await refreshSession(context, new TestJar(), sessionOf(createSetup()))).toMatchObject({
    kind: 'fresh',
    session: { refreshedAtMs: 5_000, expiresAtMs: 65_000 },
  })
})
