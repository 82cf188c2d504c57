import fc from 'fast-check'
import { expect, test } from 'vitest'
import { basicSettings, configWith, problemsWith, readWith } from './support.ts'

test('REDIS_URL is returned if it is set, even if other settings have problems', () => {
  const REDIS_URL = 'rediss://user:secret@redis.example.com:6380/2'
  expect(configWith({ REDIS_URL }).redisUrl).toBe(REDIS_URL)
  expect(readWith({ SESSION_PASSWORD: 'x', REDIS_URL }).valid).toMatchObject({ redisUrl: REDIS_URL })
})

test.each(['', ' ', '\t\n'])('REDIS_URL=%j counts as unset', (REDIS_URL) => {
  expect(configWith({ REDIS_URL })).not.toHaveProperty('redisUrl')
})

test('an invalid REDIS_URL is reported along with other problems', () => {
  const list = problemsWith({ ...basicSettings, APP_URL: 'x', REDIS_URL: 'x' })
  expect(list.map(({ variable }) => variable).toSorted()).toEqual(['APP_URL', 'REDIS_URL'])
})

test('an error message never contains an invalid REDIS_URL', () => {
  const odd = fc.string({ unit: fc.constantFrom(...'aB3-_."\' {}[]<>|:/@#?\0\nä'), maxLength: 30 })
  fc.assert(
    fc.property(odd, odd, (before, after) => {
      expect(JSON.stringify(problemsWith({ REDIS_URL: `${before}zqxjkv${after}` }))).not.toContain('zqxjkv')
    }),
    { numRuns: 200 },
  )
})
