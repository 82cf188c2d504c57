import { expect, test } from 'vitest'
import { fingerprint, type Passwords, seal, unseal } from '@/lib/session/seal'
import { newPassword, oldPassword } from '../../../../tests/unit/support.ts'
import { brokenSeals, replacePart, strangePasswordIds } from '../../../support/hostile/seals.ts'

const passwords = { 1: oldPassword }
const both: Passwords = Object.freeze(Object.assign(Object.create(null), { 2: newPassword, 1: oldPassword }))
const sealed = await seal(passwords, 'session', ['a', 'session'], 3_600)

test.each(brokenSeals)('a tampered seal cannot be opened, and causes no error: $title', async ({ broken }) => {
  const before = process.cpuUsage()
  expect(await unseal(passwords, 'session', broken(sealed))).toBeUndefined()
  expect(process.cpuUsage(before).user, 'CPU time in microseconds').toBeLessThan(1_500_000)
})

test('a seal cannot be opened if its checksum is replaced with a different base64 encoding of the same bytes', async () => {
  const [body = '', version] = sealed.split('~')
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_'
  // A checksum has 43 base64 characters, so the last two bits of the final character are unused.
  const other = alphabet[alphabet.indexOf(body.at(-1) ?? '') | 1]
  expect(await unseal(passwords, 'session', `${body.slice(0, -1)}${other}~${version}`)).toBeUndefined()
})

test('a seal can be opened regardless of its version suffix, which the checksum does not cover', async () => {
  const body = sealed.slice(0, sealed.indexOf('~'))
  for (const suffix of ['', '~', '~0', '~1', '~2', '~99', '~~', '~2~2', `~2${sealed}`])
    expect(await unseal(passwords, 'session', body + suffix)).toEqual(['a', 'session'])
  for (const suffix of ['~0', '~2', '~99'])
    expect(await unseal({ 1: newPassword }, 'session', body + suffix)).toBeUndefined()
})

test.each(strangePasswordIds.map((id) => [id.slice(0, 20), id]))(
  'a seal with the password number %j cannot be opened',
  async (_title, id) => {
    for (const map of [both, passwords])
      expect(await unseal(map, 'session', replacePart(sealed, 1, id))).toBeUndefined()
  },
)

test('similar tokens have different fingerprints, which do not reveal the tokens', () => {
  expect(fingerprint('AQEmSecret')).toMatch(/^[\w-]{16}$/)
  expect(fingerprint('AQEmSecret')).not.toContain('AQEm')
  expect(fingerprint('AQEmSecret')).not.toBe(fingerprint('AQEmSecreu'))
})
