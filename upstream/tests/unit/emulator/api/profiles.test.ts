import { expect, test } from 'vitest'
import { people } from '../../../../../tests/emulator/data/people.ts'
import { askApi, origin, readAs, startEmulator } from '../support.ts'

const bothModes = ['account_id', 'display_name', 'external_urls', 'href', 'id', 'images', 'type', 'uri']

test('in development mode, an app gets only the short profile, regardless of its scopes', async () => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'mira', '/me', { scopes: ['user-read-email', 'user-read-private'] })
  expect(Object.keys(body as object).sort()).toEqual(bothModes)
  expect(body).toMatchObject({ id: 'mira', display_name: 'Mira Solvang', type: 'user', uri: 'spotify:user:mira' })
})

test('with extended access, a profile has additional fields, most of which depend on the scopes', async () => {
  const { emulator } = startEmulator()
  const keys = async (scopes: string[]) => {
    const { body } = await readAs(emulator, 'otto', '/me', { scopes })
    return Object.keys(body as object).filter((key) => !bothModes.includes(key))
  }
  expect(await keys([])).toEqual(['followers'])
  expect(await keys(['user-read-email'])).toEqual(['followers', 'email'])
  expect(await keys(['user-read-private'])).toEqual(['followers', 'country', 'product', 'explicit_content'])
})

test('the emulator serves profile pictures in three sizes', async () => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'mira', '/me')
  const { images } = body as { images: { url: string; height: number; width: number }[] }
  expect(images.map(({ width }) => width)).toEqual([640, 300, 60])
  for (const { url, width } of images) {
    expect(url.startsWith(`${origin}/pictures/`)).toBe(true)
    const picture = await emulator.fetch(url)
    expect(picture.headers.get('content-type')).toBe('image/svg+xml')
    expect(await picture.text()).toContain(`width="${width}"`)
  }
})

test('the user “bare” has no profile picture, and the user “nulls” has no name', async () => {
  const { emulator } = startEmulator()
  expect((await readAs(emulator, 'bare', '/me')).body).toMatchObject({ images: [] })
  expect((await readAs(emulator, 'nulls', '/me')).body).toMatchObject({ display_name: null })
})

test('the profile of the user “odd” has an unsafe link and a picture on an untrusted host', async () => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'odd', '/me')
  expect(body).toMatchObject({ external_urls: { spotify: 'javascript:alert(1)' } })
  expect(JSON.stringify(body)).toContain('http://pictures.invalid/')
})

test('an unregistered user gets tokens, but every API call made with them is rejected with a plain-text message', async () => {
  const { emulator } = startEmulator()
  const { accessToken } = emulator.grantFor('guest')
  for (const path of ['/me', '/me/playlists', '/playlists/0000000000000000000000']) {
    const response = await askApi(emulator, path, accessToken)
    expect(response.status).toBe(403)
    expect(response.headers.get('content-type')).toMatch(/^text\/plain/)
    expect(await response.text()).toMatch(/^The user is not registered for this application\./)
  }
})

test.each([
  ['no token', undefined, 'missing_token'],
  ['an unknown token', 'nonsense', 'invalid_token'],
])(
  'a call with %s returns status 401 and the error %s in the WWW-Authenticate header',
  async (_title, token, error) => {
    const { emulator } = startEmulator()
    const response = await askApi(emulator, '/me', token)
    expect(response.status).toBe(401)
    expect(response.headers.get('www-authenticate')).toBe(`Bearer realm="spotify", error="${error}"`)
    expect(await response.json()).toEqual({
      error: { status: 401, message: 'Missing/invalid/expired access token' },
    })
  },
)

test('a call to an unknown path returns status 404', async () => {
  const { emulator } = startEmulator()
  const { status, body } = await readAs(emulator, 'mira', '/nowhere')
  expect(status).toBe(404)
  expect(body).toEqual({ error: { status: 404, message: 'Service not found' } })
})

test('account IDs have 22 characters and are unique', () => {
  expect(people.every(({ accountId }) => /^[0-9A-Za-z]{22}$/.test(accountId))).toBe(true)
  expect(new Set(people.map(({ accountId }) => accountId)).size).toBe(people.length)
})
