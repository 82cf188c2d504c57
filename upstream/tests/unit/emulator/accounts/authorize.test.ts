import { expect, test } from 'vitest'
import { knownApp } from '../../../../../tests/emulator/accounts/known-app.ts'
import { authorizeQuery, callback, press, startEmulator, visit } from '../support.ts'

test('a valid authorization request shows a consent page with the app’s name, the requested scopes and the test users', async () => {
  const { emulator } = startEmulator()
  const response = await visit(emulator, authorizeQuery({ scope: 'playlist-read-private' }))
  const page = await response.text()
  expect(response.status).toBe(200)
  expect(page).toContain(`<title>Sign in to ${knownApp.name}</title>`)
  expect(page).toContain(`<h1>Sign in to ${knownApp.name}</h1>`)
  expect(page).toContain('See your private playlists')
  expect(page).not.toContain('See playlists you share with others')
  expect(page).toContain('not Spotify')
  expect(page.match(/type="radio"/g)).toHaveLength(10)
  expect(page.match(/id="\w+" value="(\w+)"[^>]* checked/)?.[1]).toBe('mira')
})

const mistakes: [string, Record<string, string | null>, string][] = [
  ['no Client ID', { client_id: null }, 'Missing required parameter: client_id'],
  ['no response type', { response_type: null }, 'Missing required parameter: response_type'],
  ['no redirect URI', { redirect_uri: null }, 'Missing required parameter: redirect_uri'],
  ['an unknown Client ID', { client_id: 'undefined' }, 'INVALID_CLIENT: Invalid client'],
  ['the implicit grant', { response_type: 'token' }, 'response_type must be code'],
  [
    'a localhost redirect URI',
    { redirect_uri: 'http://localhost:3000/api/auth/callback' },
    'INVALID_CLIENT: Insecure redirect URI',
  ],
  [
    'http on a host other than loopback',
    { redirect_uri: 'http://app.example/callback' },
    'INVALID_CLIENT: Insecure redirect URI',
  ],
  [
    'a host that starts like a loopback address',
    { redirect_uri: 'http://127.0.0.1.example/' },
    'Insecure redirect URI',
  ],
  ['an extra trailing slash', { redirect_uri: `${callback}/` }, 'redirect_uri: Not matching configuration'],
  [
    'different capitalization',
    { redirect_uri: callback.replace('auth', 'Auth') },
    'redirect_uri: Not matching configuration',
  ],
  ['a different port', { redirect_uri: callback.replace('3000', '3001') }, 'redirect_uri: Not matching configuration'],
  ['an unknown scope', { scope: 'playlist-read-private user-read-birthdate' }, 'Illegal scope'],
  ['plain PKCE', { code_challenge: 'x'.repeat(43), code_challenge_method: 'plain' }, 'code_challenge_method'],
]

test.each(mistakes)(
  'an authorization request with %s shows an error page instead of redirecting to the app',
  async (_name, changes, text) => {
    const { emulator } = startEmulator()
    const query = authorizeQuery(changes)
    for (const response of [await visit(emulator, query), await press(emulator, 'agree', query)]) {
      expect(response.status).toBe(400)
      expect(response.headers.get('location')).toBeNull()
      expect(await response.text()).toContain(text)
    }
  },
)

test('if a loopback redirect URI is registered without a port, any port is accepted', async () => {
  const { emulator } = startEmulator(['http://127.0.0.1/cb', 'http://[::1]/cb', 'https://app.example/cb'])
  const statusFor = async (redirect_uri: string) => (await visit(emulator, authorizeQuery({ redirect_uri }))).status
  expect(await statusFor('http://127.0.0.1:5123/cb')).toBe(200)
  expect(await statusFor('http://[::1]:5123/cb')).toBe(200)
  expect(await statusFor('https://app.example/cb')).toBe(200)
  expect(await statusFor('https://app.example:444/cb')).toBe(400)
})

test('giving consent redirects to the callback URL with a code and the state', async () => {
  const { emulator } = startEmulator()
  const response = await press(emulator, 'agree', authorizeQuery(), 'ada')
  const location = new URL(response.headers.get('location') ?? '')
  expect(response.status).toBe(303)
  expect(location.origin + location.pathname).toBe(callback)
  expect(location.searchParams.get('code')).toMatch(/^AQCo.{316}$/)
  expect(location.searchParams.get('state')).toBe('st')
  expect(response.headers.get('set-cookie')).toBe('emulator_person=ada; Path=/authorize; HttpOnly; SameSite=Lax')
})

test('declining consent redirects to the callback URL with the error access_denied and the state, and grants no scopes', async () => {
  const { emulator } = startEmulator()
  const response = await press(emulator, 'cancel', authorizeQuery())
  expect(response.headers.get('location')).toBe(`${callback}?error=access_denied&state=st`)
  expect((await visit(emulator, authorizeQuery(), 'mira')).status).toBe(200)
})

test.each(['a%20b', 'a+b', '%FF%00', '%E2%9C%93', ''])(
  'the callback URL contains the state %j unchanged',
  async (state) => {
    const { emulator } = startEmulator()
    const response = await press(emulator, 'cancel', `${authorizeQuery({ state: null })}&state=${state}`)
    expect(response.headers.get('location')).toBe(`${callback}?error=access_denied&state=${state}`)
  },
)

test('if an authorization request has no state, the callback URL has no state either', async () => {
  const { emulator } = startEmulator()
  const response = await press(emulator, 'cancel', authorizeQuery({ state: null }))
  expect(response.headers.get('location')).toBe(`${callback}?error=access_denied`)
})

test('the callback URL keeps the query string of the registered redirect URI', async () => {
  const uri = 'https://app.example/cb?tenant=a%2Fb'
  const { emulator } = startEmulator([uri])
  const response = await press(emulator, 'cancel', authorizeQuery({ redirect_uri: uri }))
  expect(response.headers.get('location')).toBe(`${uri}&error=access_denied&state=st`)
})

test('the consent page escapes the query parameters of the authorization request', async () => {
  const { emulator } = startEmulator()
  const page = await (await visit(emulator, authorizeQuery({ state: '"><script>alert(1)</script>' }))).text()
  expect(page).not.toContain('<script')
})
