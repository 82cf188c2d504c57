import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { readConfig } from '@/lib/config/read'
import { wrongConfig } from '../hostile/wrong-config.ts'
import { clientId, clientSecret, newPassword, oldPassword } from '../support.ts'
import { good, problems, read, ready } from './good.ts'

describe('a configuration', () => {
  test('with the four variables is ready and uses Spotify’s URLs', () => {
    expect(ready()).toEqual({
      clientId,
      clientSecret,
      passwords: { 1: oldPassword },
      appUrl: 'https://music.example.com',
      accountsUrl: 'https://accounts.spotify.com',
      apiUrl: 'https://api.spotify.com',
    })
  })

  test('can omit the secret, and can set Redis and other URLs', () => {
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

  test('treats empty values as missing and trims spaces', () => {
    for (const nothing of ['', ' ', '\t\n']) {
      const config = ready({ SPOTIFY_CLIENT_SECRET: nothing, REDIS_URL: nothing, SPOTIFY_API_URL: nothing })
      expect(config).not.toHaveProperty('clientSecret')
      expect(config).not.toHaveProperty('redisUrl')
      expect(config.apiUrl).toBe('https://api.spotify.com')
      expect(problems({ SPOTIFY_CLIENT_ID: nothing }).map(({ wrong }) => wrong)).toEqual(['is not set'])
    }
    expect(ready({ SPOTIFY_CLIENT_ID: ` ${clientId}\r\n` }).clientId).toBe(clientId)
  })

  test('lists each missing variable once, with the fix', () => {
    const result = readConfig({ NODE_ENV: 'production' })
    const list = result.kind === 'broken' ? result.problems : []
    expect(list.map(({ variable, wrong }) => `${variable} ${wrong}`)).toEqual([
      'SPOTIFY_CLIENT_ID is not set',
      'SESSION_PASSWORD is not set',
      'APP_URL is not set',
    ])
    expect(list.every(({ mend }) => mend.length > 20)).toBe(true)
  })

  test('reports all problems at once', () => {
    const wrong = problems({ SPOTIFY_CLIENT_ID: '"x"', SESSION_PASSWORD: 'short', APP_URL: 'x', REDIS_URL: 'x' })
    expect(new Set(wrong.map(({ variable }) => variable)).size).toBe(4)
  })

  test('keeps valid values next to invalid ones, and drops the invalid ones', () => {
    const REDIS_URL = 'redis://127.0.0.1'
    const result = read({ SPOTIFY_CLIENT_SECRET: '"x"', SPOTIFY_ACCOUNTS_URL: 'x', SESSION_PASSWORD: 'x', REDIS_URL })
    expect(result).toMatchObject({
      kind: 'broken',
      sound: { clientId, appUrl: good.APP_URL, apiUrl: 'https://api.spotify.com', redisUrl: REDIS_URL },
    })
    const sound = result.kind === 'broken' ? result.sound : {}
    expect([sound.clientSecret, sound.accountsUrl, sound.passwords]).toEqual([undefined, undefined, undefined])
  })

  test.each(wrongConfig)('is broken if %s is %j, without repeating the value', (variable, value) => {
    const list = problems({ [variable]: value })
    expect(list.map((problem) => problem.variable)).toContain(variable)
    expect(list.every((problem) => problem.variable === variable)).toBe(true)
    for (const { wrong, mend } of list) {
      expect(wrong).toMatch(/^(is|has|holds|still|says) /)
      expect(mend).toMatch(/^[A-Z].*\.$/)
      expect(wrong + mend).not.toContain('canary')
    }
  })

  test('never repeats the value of a secret', () => {
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

  test('is ready or broken for any values, and never throws', () => {
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
        const result = readConfig(source)
        if (result.kind === 'broken') expect(result.problems.length).toBeGreaterThan(0)
        else expect(new URL(result.config.appUrl).origin).toBe(result.config.appUrl)
      }),
      { numRuns: 500 },
    )
  })
})

describe('the passwords', () => {
  const both = JSON.stringify({ 2: newPassword, 1: oldPassword })

  test('can be numbered for rotation', () => {
    expect(ready({ SESSION_PASSWORD: both }).passwords).toEqual({ 1: oldPassword, 2: newPassword })
  })

  test('are found by number, not by inherited properties', () => {
    for (const SESSION_PASSWORD of [both, oldPassword]) {
      const { passwords } = ready({ SESSION_PASSWORD })
      for (const name of ['__proto__', 'constructor', 'toString', 'hasOwnProperty'])
        expect(passwords[name]).toBeUndefined()
      expect(Object.isFrozen(passwords)).toBe(true)
    }
  })

  test('cannot be named like a prototype property', () => {
    const result = read({ SESSION_PASSWORD: `{"__proto__":"${newPassword}","1":"${oldPassword}"}` })
    if (result.kind === 'ready') expect(Object.keys(result.config.passwords)).toEqual(['1'])
    expect(({} as Record<string, unknown>)[1]).toBeUndefined()
  })
})
