import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatProblem, readConfig } from '@/lib/config/read'
import { getConfigWarnings } from '@/lib/config/warnings'
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
  return getConfigWarnings(source, readConfig(source).valid)
}
const lines = (changes: Record<string, string | undefined>) => warnings(changes).map(formatProblem)

test('a typical configuration, including variables from a hosting platform, causes no warnings', () => {
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

test('a Client ID or secret in an unusual format causes a warning, unless it is already rejected as invalid', () => {
  const fix = 'Spotify uses 32 hexadecimal characters (0-9 and a-f). Check that you copied all of it.'
  for (const odd of [clientId.slice(1), `${clientId}0`, clientId.replace('5', 'g')]) {
    expect(lines({ SPOTIFY_CLIENT_ID: odd })).toEqual([`SPOTIFY_CLIENT_ID does not look like a Client ID. ${fix}`])
    expect(lines({ SPOTIFY_CLIENT_SECRET: odd })).toEqual([
      `SPOTIFY_CLIENT_SECRET does not look like a Client secret. ${fix}`,
    ])
  }
  expect(warnings({ SPOTIFY_CLIENT_ID: '"quoted"', SPOTIFY_CLIENT_SECRET: 'with space' })).toEqual([])
})

test('a secret that is identical to the Client ID causes a warning', () => {
  expect(lines({ SPOTIFY_CLIENT_SECRET: clientId })).toEqual([
    'SPOTIFY_CLIENT_SECRET is the same as SPOTIFY_CLIENT_ID. Copy the Client secret of your app from https://developer.spotify.com/dashboard.',
  ])
})

test.each([
  ['SPOTIFY_SECRET', 'Set SPOTIFY_CLIENT_SECRET instead.'],
  ['SPOTIFY_ID', 'Set SPOTIFY_CLIENT_ID instead.'],
  ['SPOTIFY_CLIENTID', 'Set SPOTIFY_CLIENT_ID instead.'],
  ['SPOTIFY_REDIRECT_URI', 'Set APP_URL instead, to the public origin only.'],
  ['SPOTIFY_CALLBACK_URL', 'Set APP_URL instead, to the public origin only.'],
  ['SPOTIFY_MARKET', 'Remove it, unless another program reads it.'],
  ['NEXTAUTH_URL', 'Set APP_URL instead, to the public origin only.'],
  ['NEXTAUTH_SECRET', 'Set SESSION_PASSWORD instead.'],
  ['AUTH_SECRET', 'Set SESSION_PASSWORD instead.'],
  ['AUTH_SPOTIFY_ID', 'Set SPOTIFY_CLIENT_ID instead.'],
  ['AUTH_SPOTIFY_SECRET', 'Set SPOTIFY_CLIENT_SECRET instead.'],
  ['NEXT_PUBLIC_SPOTIFY_CLIENT_ID', 'Set SPOTIFY_CLIENT_ID instead.'],
])('setting %s, which the app does not read, causes a warning that says what to do', (name, fix) => {
  expect(lines({ [name]: 'canary' })).toEqual([`${name} is not read by this app. ${fix}`])
})

test.each(['SPOTIFY_CLIENT_SECRET', 'SPOTIFY_SECRET', 'SESSION_PASSWORD', 'REDIS_URL'])(
  'a secret in NEXT_PUBLIC_%s causes a warning',
  (name) => {
    const list = warnings({ [`NEXT_PUBLIC_${name}`]: 'canary' })
    expect(list).toMatchObject([{ variable: `NEXT_PUBLIC_${name}`, problem: expect.stringContaining('every browser') }])
  },
)

test('no warning contains a variable’s value', () => {
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
