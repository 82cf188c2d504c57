import { expect, test } from 'vitest'
import { reasonCodes } from '@/lib/error-messages'
import type { Emulator } from '../../../../tests/emulator/emulator.ts'
import { type FaultName, faultKinds, faultNames } from '../../../../tests/emulator/faults/faults.ts'
import { askApi, askForTokens, origin, playlistScopes, post, startEmulator } from './support.ts'

const read = async (emulator: Emulator) => (await emulator.fetch(`${origin}/`)).text()

/** Returns the form fields that this button submits. */
function formWith(page: string, button: string): Record<string, string> {
  const form = page.match(/<form[\s\S]*?<\/form>/g)?.find((text) => text.includes(button)) ?? ''
  const inputs = [...form.matchAll(/<input type="(?:hidden|number)"[^>]*name="(\w+)"[^>]*value="([^"]*)"/g)]
  const buttons = [...form.matchAll(/<button name="(\w+)" value="(\w+)"/g)]
  return Object.fromEntries([...inputs, ...buttons].map(([, name = '', value = '']) => [name, value]))
}

test('the panel explains how to trigger each of the app’s error codes', async () => {
  const { emulator } = startEmulator()
  const named = [...(await read(emulator)).matchAll(/(?:Error code:|leads to)\s+<code>(\w+)<\/code>/g)].map(
    ([, code]) => code,
  )
  expect([...new Set(named)].sort()).toEqual([...reasonCodes].sort())
})

test.each(faultNames)('the panel has a button that switches the fault %s on and off', async (name) => {
  const { emulator } = startEmulator()
  const { title } = faultKinds[name]
  expect(await read(emulator)).toContain('No active faults.')
  const answer = await post(emulator, '/_emulator/faults', formWith(await read(emulator), `Switch on: ${title}"`))
  expect([answer.status, answer.headers.get('location')]).toEqual([303, '/'])
  expect(emulator.faults.list().map((fault) => fault.name)).toEqual([name])
  expect(await read(emulator)).toContain(`Active faults: ${title}.`)
  await post(emulator, '/_emulator/faults', formWith(await read(emulator), `Switch off: ${title}"`))
  expect(emulator.faults.list()).toEqual([])
})

test.each([
  ['rate_limited', '10', 5],
  ['quota', '60', 48_925],
] as const)(
  'the fault %s sets Retry-After to %s seconds when switched on in the panel, and to %s seconds otherwise',
  async (name: FaultName, short, usual) => {
    const { emulator } = startEmulator()
    const { accessToken } = emulator.grantFor('mira')
    await post(emulator, '/_emulator/faults', formWith(await read(emulator), `Switch on: ${faultKinds[name].title}"`))
    expect((await askApi(emulator, '/me', accessToken)).headers.get('retry-after')).toBe(short)
    expect(faultKinds[name].says).toContain('With the real Web API')
    emulator.faults.clear()
    emulator.faults.set({ name })
    expect((await askApi(emulator, '/me', accessToken)).headers.get('retry-after')).toBe(String(usual))
  },
)

test('the panel saves its settings, including unchecked checkboxes and empty selections', async () => {
  const { emulator } = startEmulator()
  const form = { rotation: 'on', accessTokenSeconds: '30', withheldScope: 'playlist-read-private' }
  expect((await post(emulator, '/_emulator/settings', form)).status).toBe(303)
  const kept = { rotation: true, accessTokenSeconds: 30, withheldScopes: ['playlist-read-private'] }
  expect(emulator.settings).toMatchObject(kept)
  expect(await read(emulator)).toMatch(/value="playlist-read-private" selected/)
  await post(emulator, '/_emulator/settings', { accessTokenSeconds: '30', withheldScope: '' })
  expect(emulator.settings).toMatchObject({ rotation: false, withheldScopes: [] })
})

test('revoking consent on the panel invalidates the access and refresh tokens', async () => {
  const { emulator } = startEmulator()
  const { accessToken, refreshToken } = emulator.grantFor('mira', { scopes: playlistScopes })
  expect(await read(emulator)).toContain('formaction="/_emulator/revoke-consent"')
  expect((await post(emulator, '/_emulator/revoke-consent', { person: '' })).status).toBe(303)
  expect((await askApi(emulator, '/me', accessToken)).status).toBe(401)
  const { body } = await askForTokens(emulator, { grant_type: 'refresh_token', refresh_token: refreshToken })
  expect(body.error).toBe('invalid_grant')
})

test.each(['expire-access-tokens', 'reset'])('the panel’s %s button invalidates access tokens', async (path) => {
  const { emulator } = startEmulator()
  const { accessToken } = emulator.grantFor('mira')
  expect(await read(emulator)).toContain(`formaction="/_emulator/${path}"`)
  expect((await post(emulator, `/_emulator/${path}`, { person: 'mira' })).status).toBe(303)
  expect((await askApi(emulator, '/me', accessToken)).status).toBe(401)
})

test('the panel links to the app’s configured URL', async () => {
  const { emulator } = startEmulator(['http://127.0.0.1:3456/api/auth/callback'])
  const page = await read(emulator)
  expect(page).toContain('href="http://127.0.0.1:3456/">Open the app</a>')
  expect(page).toContain('href="http://127.0.0.1:3456/api/auth/callback?code=forged&amp;state=forged"')
  expect(await read(startEmulator(['no address']).emulator)).not.toContain('Open the app')
})
