import { expect, test } from 'vitest'
import { askForTokens, authorizeQuery, callback, day, press, startEmulator, visit } from '../support.ts'

const query = authorizeQuery({ scope: 'playlist-read-private' })

test('the consent page is skipped for a user who has already given consent', async () => {
  const { emulator } = startEmulator()
  await press(emulator, 'agree', query)
  const response = await visit(emulator, query, 'mira')
  expect(response.status).toBe(302)
  expect(response.headers.get('location')).toMatch(/\?code=AQCo[^&]+&state=st$/)
})

test('with show_dialog, the consent page is always shown, and the user who signed in last is preselected', async () => {
  const { emulator } = startEmulator()
  await press(emulator, 'agree', query, 'ada')
  const again = authorizeQuery({ scope: 'playlist-read-private', show_dialog: 'true' })
  const response = await visit(emulator, again, 'ada')
  expect(response.status).toBe(200)
  expect((await response.text()).match(/value="(\w+)"[^>]* checked/)?.[1]).toBe('ada')
})

test('requesting an additional scope shows the consent page again, and the scopes granted earlier are kept', async () => {
  const { emulator } = startEmulator()
  await press(emulator, 'agree', query)
  const more = authorizeQuery({ scope: 'user-top-read' })
  expect((await visit(emulator, more, 'mira')).status).toBe(200)
  await press(emulator, 'agree', more)
  const both = authorizeQuery({ scope: 'playlist-read-private user-top-read' })
  expect((await visit(emulator, both, 'mira')).status).toBe(302)
})

test('one user’s consent does not apply to another user', async () => {
  const { emulator } = startEmulator()
  await press(emulator, 'agree', query)
  expect((await visit(emulator, query, 'ada')).status).toBe(200)
  expect((await visit(emulator, query)).status).toBe(200)
})

test('consent lasts for six months, unless it is revoked or the emulator is reset', async () => {
  const { emulator, clock } = startEmulator()
  await press(emulator, 'agree', query)
  emulator.revokeConsent('mira')
  expect((await visit(emulator, query, 'mira')).status).toBe(200)
  await press(emulator, 'agree', query)
  emulator.reset()
  expect((await visit(emulator, query, 'mira')).status).toBe(200)
  await press(emulator, 'agree', query)
  clock.ms += 180 * day - 1
  expect((await visit(emulator, query, 'mira')).status).toBe(302)
  clock.ms += 1
  expect((await visit(emulator, query, 'mira')).status).toBe(200)
})

test('revoking consent invalidates unused authorization codes', async () => {
  const { emulator } = startEmulator()
  const form = { grant_type: 'authorization_code', redirect_uri: callback, code: emulator.codeFor('mira') }
  emulator.revokeConsent('mira')
  expect((await askForTokens(emulator, form)).body.error_description).toBe('Invalid authorization code')
})

test('submitting the consent form without selecting a valid user shows the form again', async () => {
  const { emulator } = startEmulator()
  const response = await press(emulator, 'agree', query, 'nobody' as 'mira')
  expect(response.status).toBe(400)
  expect(await response.text()).toContain('Choose an account')
})
