import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { clientId, clientSecret, newPassword, oldPassword } from '../support.ts'
import { basicSettings, configWith, problemsWith, readWith } from './support.ts'

describe('readConfig', () => {
  test('a configuration with only the four basic variables uses Spotify’s own servers', () => {
    expect(configWith()).toEqual({
      clientId,
      clientSecret,
      passwords: { 1: oldPassword },
      appUrl: 'https://music.example.com',
      accountsUrl: 'https://accounts.spotify.com',
      apiUrl: 'https://api.spotify.com',
    })
  })

  test('the client secret is optional, and the other optional settings are returned if they are set', () => {
    const changes = {
      SPOTIFY_CLIENT_SECRET: undefined,
      SPOTIFY_ACCOUNTS_URL: 'http://127.0.0.1:4000/',
      SPOTIFY_API_URL: 'http://[::1]:4000',
    }
    const config = configWith(changes)
    expect(config).not.toHaveProperty('clientSecret')
    expect(config).toMatchObject({
      accountsUrl: 'http://127.0.0.1:4000',
      apiUrl: 'http://[::1]:4000',
    })
  })

  test('empty variables count as unset, and spaces around a value are removed', () => {
    for (const empty of ['', ' ', '\t\n']) {
      const config = configWith({ SPOTIFY_CLIENT_SECRET: empty, SPOTIFY_API_URL: empty })
      expect(config).not.toHaveProperty('clientSecret')
      expect(config.apiUrl).toBe('https://api.spotify.com')
      expect(problemsWith({ SPOTIFY_CLIENT_ID: empty }).map(({ problem }) => problem)).toEqual(['is not set'])
    }
    expect(configWith({ SPOTIFY_CLIENT_ID: ` ${clientId}\r\n` }).clientId).toBe(clientId)
  })

  test('each missing required variable is reported once, with instructions for setting it', () => {
    const list = readConfig({ NODE_ENV: 'production' }).problems
    expect(list.map(({ variable, problem }) => `${variable} ${problem}`)).toEqual([
      'SPOTIFY_CLIENT_ID is not set',
      'SESSION_PASSWORD is not set',
      'APP_URL is not set',
    ])
    expect(list.every(({ fix }) => fix.length > 20)).toBe(true)
  })

  test('if several variables have problems, all of them are reported', () => {
    const list = problemsWith({ SPOTIFY_CLIENT_ID: '"x"', SESSION_PASSWORD: 'short', APP_URL: 'x' })
    expect(new Set(list.map(({ variable }) => variable)).size).toBe(3)
  })

  test('valid settings are returned even if other settings have problems', () => {
    const result = readWith({
      SPOTIFY_CLIENT_SECRET: '"x"',
      SPOTIFY_ACCOUNTS_URL: 'x',
      SESSION_PASSWORD: 'x',
    })
    expect(result.config).toBeNull()
    expect(result.valid).toEqual({
      clientId,
      appUrl: basicSettings.APP_URL,
      apiUrl: 'https://api.spotify.com',
    })
  })

  test.each([
    ['SPOTIFY_CLIENT_ID', 'your-client-id-canary'],
    ['SPOTIFY_CLIENT_ID', '"canary"'],
    ['SPOTIFY_CLIENT_SECRET', 'can ary canary'],
    ['SESSION_PASSWORD', 'canary'],
    ['SESSION_PASSWORD', 'canary'.repeat(9)],
    ['SESSION_PASSWORD', '{"1":"canary"'],
    ['APP_URL', 'canary.example.com'],
    ['APP_URL', 'http://canary.example.com'],
    ['APP_URL', 'http://localhost:3000'],
    ['APP_URL', 'https://user:canary@music.example.com'],
    ['APP_URL', 'https://canary.example.com/app'],
    ['SPOTIFY_API_URL', 'http://canary.example.com'],
  ] as const)('%s=%j is rejected, and the error message does not contain the value', (variable, value) => {
    const list = problemsWith({ [variable]: value })
    expect(list.map((one) => one.variable)).toEqual([variable])
    expect(JSON.stringify(list)).not.toContain('canary')
  })

  test('an error message never contains the invalid value', () => {
    const names = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET', 'SESSION_PASSWORD', 'APP_URL'] as const
    const odd = fc.string({ unit: fc.constantFrom(...'aB3-_."\' {}[]<>|:/@#?\0\nä'), maxLength: 30 })
    fc.assert(
      fc.property(fc.constantFrom(...names), odd, odd, (name, before, after) => {
        const text = JSON.stringify(problemsWith({ [name]: `${before}zqxjkv${after}` }))
        expect(text).not.toContain('zqxjkv')
      }),
      { numRuns: 500 },
    )
  })

  test('reading the configuration never throws, and returns either a configuration or a list of problems', () => {
    const names = [
      ...Object.keys(basicSettings),
      'SPOTIFY_ACCOUNTS_URL',
      'SPOTIFY_API_URL',
      'PORT',
      'NODE_ENV',
      '__proto__',
    ]
    const value = fc.oneof(fc.string({ unit: 'binary' }), fc.webUrl(), fc.json({ maxDepth: 1 }), fc.constant(undefined))
    fc.assert(
      fc.property(fc.dictionary(fc.constantFrom(...names), value), (source) => {
        const { config, problems } = readConfig(source)
        if (config) expect(new URL(config.appUrl).origin).toBe(config.appUrl)
        expect(problems.length > 0).toBe(config === null)
      }),
      { numRuns: 500 },
    )
  })
})

describe('SESSION_PASSWORD', () => {
  const both = JSON.stringify({ 2: newPassword, 1: oldPassword })

  test('SESSION_PASSWORD can contain several numbered passwords, so you can introduce a new password before you remove the old one', () => {
    expect(configWith({ SESSION_PASSWORD: both }).passwords).toEqual({ 1: oldPassword, 2: newPassword })
  })

  test('a password under the key __proto__ is ignored', () => {
    const { config } = readWith({ SESSION_PASSWORD: `{"__proto__":"${newPassword}","1":"${oldPassword}"}` })
    if (config) expect(Object.keys(config.passwords)).toEqual(['1'])
    expect(({} as Record<string, unknown>)[1]).toBeUndefined()
  })
})
