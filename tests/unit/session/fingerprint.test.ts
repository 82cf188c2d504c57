import { expect, test } from 'vitest'
import { fingerprint } from '@/lib/session/fingerprint'

test('a token fingerprint is unique and does not reveal the token', () => {
  expect(fingerprint('AQEmSecret')).toMatch(/^[\w-]{16}$/)
  expect(fingerprint('AQEmSecret')).not.toContain('AQEm')
  expect(fingerprint('AQEmSecret')).not.toBe(fingerprint('AQEmSecreu'))
})
