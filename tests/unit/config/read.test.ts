import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { wrongConfig } from '../hostile/wrong-config.ts'
import { clientId, clientSecret, newPassword, oldPassword } from '../support.ts'
import { good, problems, read, ready } from './good.ts'

describe('readConfig', () => {
  test('a configuration with only the four basic variables uses Spotify’s own servers', () => {
    expect(ready()).toEqual({
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
      REDIS_URL: 'rediss://user:secret@redis.example.com:6380/2',
    }
    const config = ready(changes)
    expect(config).not.toHaveProperty('clientSecret')
    expect(config).toMatchObject({
      accountsUrl: 'http://127.0.0.1:4000',
      apiUrl: 'http://[::1]:4000',
      redisUrl: changes.REDIS_URL,
    })
  })

  test('empty variables count as unset, and spaces around a value are removed', () => {
    for (const empty of ['', ' ', '\t\n']) {
      const config = ready({ SPOTIFY_CLIENT_SECRET: empty, REDIS_URL: empty, SPOTIFY_API_URL: empty })
      expect(config).not.toHaveProperty('clientSecret')
      expect(config).not.toHaveProperty('redisUrl')
      expect(config.apiUrl).toBe('https://api.spotify.com')
      expect(problems({ SPOTIFY_CLIENT_ID: empty }).map(({ problem }) => problem)).toEqual(['is not set'])
    }
    expect(ready({ SPOTIFY_CLIENT_ID: ` ${clientId}\r\n` }).clientId).toBe(clientId)
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
    const list = problems({ SPOTIFY_CLIENT_ID: '"x"', SESSION_PASSWORD: 'short', APP_URL: 'x', REDIS_URL: 'x' })
    expect(new Set(list.map(({ variable }) => variable)).size).toBe(4)
  })

  test('valid settings are returned even if other settings have problems', () => {
    const REDIS_URL = 'redis://127.0.0.1'
    const result = read({ SPOTIFY_CLIENT_SECRET: '"x"', SPOTIFY_ACCOUNTS_URL: 'x', SESSION_PASSWORD: 'x', REDIS_URL })
    expect(result.config).toBeNull()
    expect(result.valid).toEqual({
      clientId,
      appUrl: good.APP_URL,
      apiUrl: 'https://api.spotify.com',
      redisUrl: REDIS_URL,
    })
  })

  test.each(wrongConfig)('the error message for %s=%j does not contain the value', (variable, value) => {
    const list = problems({ [variable]: value })
    expect(list.map((one) => one.variable)).toEqual([variable])
    for (const { problem, fix } of list) {
      expect(problem).toMatch(/^(is|has|contains|uses) /)
      expect(fix).toMatch(/^[A-Z].*\.$/)
      expect(problem + fix).not.toContain('canary')
    }
  })

  test('an error message never contains the invalid value', () => {
    const names = ['SPOTIFY_CLIENT_ID', 'SPOTIFY_CLIENT_SECRET', 'SESSION_PASSWORD', 'APP_URL', 'REDIS_URL'] as const
    const odd = fc.string({ unit: fc.constantFrom(...'aB3-_."\' {}[]<>|:/@#?\0\nä'), maxLength: 30 })
    fc.assert(
      fc.property(fc.constantFrom(...names), odd, odd, (name, before, after) => {
        const text = JSON.stringify(problems({ [name]: `${before}zqxjkv${after}` }))
        expect(text).not.toContain('zqxjkv')
      }),
      { numRuns: 500 },
    )
  })

  test('reading the configuration never throws, and always returns either a configuration or problems', () => {
    const names = [
      ...Object.keys(good),
      'SPOTIFY_ACCOUNTS_URL',
      'SPOTIFY_API_URL',
      'REDIS_URL',
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
    expect(ready({ SESSION_PASSWORD: both }).passwords).toEqual({ 1: oldPassword, 2: newPassword })
  })

  test('a password under the key __proto__ is ignored', () => {
    const { config } = read({ SESSION_PASSWORD: `{"__proto__":"${newPassword}","1":"${oldPassword}"}` })
    if (config) expect(Object.keys(config.passwords)).toEqual(['1'])
    expect(({} as Record<string, unknown>)[1]).toBeUndefined()
  })
})
