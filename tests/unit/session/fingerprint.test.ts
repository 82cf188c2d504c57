import { expect, test } from 'vitest'
import { fingerprint } from '@/lib/session/fingerprint'

test('a fingerprint does not reveal its token, and differs for each', () => {
  expect(fingerprint('AQEmSecret')).toMatch(/^[\w-]{16}$/)
  expect(fingerprint('AQEmSecret')).not.toContain('AQEm')
  expect(fingerprint('AQEmSecret')).not.toBe(fingerprint('AQEmSecreu'))
})
