import fc from 'fast-check'
import { expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { findWarnings } from '@/lib/config/warnings'
import { clientId, clientSecret, oldPassword } from '../../../../tests/unit/support.ts'

const good = {
  SPOTIFY_CLIENT_ID: clientId,
  SPOTIFY_CLIENT_SECRET: clientSecret,
  SESSION_PASSWORD: oldPassword,
  APP_URL: 'https://music.example.com',
  NODE_ENV: 'production',
}
function warnings(changes: Record<string, string | undefined> = {}) {
  const source = { ...good, ...changes }
  const result = readConfig(source)
  return findWarnings(source, result.kind === 'ready' ? result.config : result.sound)
}
const lines = (changes: Record<string, string | undefined>) =>
  warnings(changes).map(({ variable, wrong, mend }) => `${variable} ${wrong}. ${mend}`)

test('a normal configuration with variables of hosts gives no warning', () => {
  expect(warnings()).toEqual([])
  expect(
    warnings({
      SPOTIFY_CLIENT_SECRET: undefined,
      SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:4000',
      SPOTIFY_API_URL: 'http://127.0.0.1:4000',
      REDIS_URL: 'redis://127.0.0.1',
      PORT: '3000',
      VERCEL_URL: 'x.vercel.app',
      NEXT_PUBLIC_ANALYTICS_ID: 'x',
      SPOTIFY_SECRET: ' ',
      spotify_secret: 'x',
    }),
  ).toEqual([])
})

test('IDs that do not look like Spotify’s give a warning, unless they are invalid anyway', () => {
  const look = 'Spotify’s are 32 letters and digits, 0-9 and a-f: look again.'
  for (const odd of [clientId.slice(1), `${clientId}0`, clientId.replace('5', 'g')]) {
    expect(lines({ SPOTIFY_CLIENT_ID: odd })).toEqual([`SPOTIFY_CLIENT_ID does not look like a Client ID. ${look}`])
    expect(lines({ SPOTIFY_CLIENT_SECRET: odd })).toEqual([
      `SPOTIFY_CLIENT_SECRET does not look like a Client secret. ${look}`,
    ])
  }
  expect(warnings({ SPOTIFY_CLIENT_ID: '"quoted"', SPOTIFY_CLIENT_SECRET: 'with space' })).toEqual([])
})

test('the same value for both IDs gives a warning', () => {
  expect(lines({ SPOTIFY_CLIENT_SECRET: clientId })).toEqual([
    'SPOTIFY_CLIENT_SECRET is the same as SPOTIFY_CLIENT_ID. Copy the Client secret from the dashboard; it is another text than the Client ID.',
  ])
})

test.each([
  ['SPOTIFY_SECRET', 'Set SPOTIFY_CLIENT_SECRET in its place.'],
  ['SPOTIFY_ID', 'Set SPOTIFY_CLIENT_ID in its place.'],
  ['SPOTIFY_CLIENTID', 'Set SPOTIFY_CLIENT_ID in its place.'],
  ['SPOTIFY_REDIRECT_URI', 'Set APP_URL, to the public origin alone.'],
  ['SPOTIFY_CALLBACK_URL', 'Set APP_URL, to the public origin alone.'],
  ['SPOTIFY_MARKET', 'Leave it out, unless something else reads it.'],
  ['NEXTAUTH_URL', 'Set APP_URL, to the public origin alone.'],
  ['NEXTAUTH_SECRET', 'Set SESSION_PASSWORD in its place.'],
  ['AUTH_SECRET', 'Set SESSION_PASSWORD in its place.'],
  ['AUTH_SPOTIFY_ID', 'Set SPOTIFY_CLIENT_ID in its place.'],
  ['AUTH_SPOTIFY_SECRET', 'Set SPOTIFY_CLIENT_SECRET in its place.'],
  ['NEXT_PUBLIC_SPOTIFY_CLIENT_ID', 'Set SPOTIFY_CLIENT_ID in its place.'],
])('%s is not used, and the warning names the right variable', (name, mend) => {
  expect(lines({ [name]: 'canary' })).toEqual([`${name} is not read by this app. ${mend}`])
})

test.each(['SPOTIFY_CLIENT_SECRET', 'SPOTIFY_SECRET', 'SESSION_PASSWORD', 'REDIS_URL'])(
  'a secret under NEXT_PUBLIC_%s would be in the browser',
  (name) => {
    const list = warnings({ [`NEXT_PUBLIC_${name}`]: 'canary' })
    expect(list).toMatchObject([{ variable: `NEXT_PUBLIC_${name}`, wrong: expect.stringContaining('every browser') }])
  },
)

test('no warning repeats a value', () => {
  const name = fc.constantFrom(
    ...['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET', 'SPOTIFY_SECRET', 'NEXTAUTH_URL', 'NEXT_PUBLIC_SPOTIFY_SECRET'],
  )
  const odd = fc.string({ maxLength: 30 })
  fc.assert(
    fc.property(fc.dictionary(name, fc.tuple(odd, odd)), (texts) => {
      const source = Object.entries(texts).map(([key, [before, after]]) => [key, `${before}zqxjkv${after}`])
      expect(JSON.stringify(warnings(Object.fromEntries(source)))).not.toContain('zqxjkv')
    }),
  )
})
