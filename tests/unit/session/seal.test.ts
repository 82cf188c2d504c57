import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { type Passwords, type Purpose, seal, unseal } from '@/lib/session/seal'
import { newPassword, oldPassword } from '../support.ts'

const passwords = { 1: oldPassword }
const hour = 3_600
const purposes: Purpose[] = ['session', 'attempt']

const sealed = await seal(passwords, 'session', ['a', 'session'], hour)

describe('seal and unseal', () => {
  test('a seal can be opened only for the purpose that it was made for, and opening the seal returns its original content', async () => {
    const value = fc.jsonValue({ maxDepth: 3 }).map((any): unknown => JSON.parse(JSON.stringify(any)))
    await fc.assert(
      fc.asyncProperty(value, fc.constantFrom(...purposes), async (content, purpose) => {
        const text = await seal(passwords, purpose, content, hour).catch((error) => error)
        if (text instanceof RangeError) return
        expect(await unseal(passwords, purpose, text)).toEqual(content)
        for (const other of purposes.filter((name) => name !== purpose))
          expect(await unseal(passwords, other, text)).toBeUndefined()
      }),
      { numRuns: 150 },
    )
  })

  test('a seal cannot be opened for a purpose that appears only in its content', async () => {
    const text = await seal(passwords, 'attempt', { session: ['forged'] }, hour)
    expect(await unseal(passwords, 'session', text)).toBeUndefined()
  })

  test('a seal does not reveal its content', async () => {
    expect(await seal(passwords, 'session', 'aSecretThatMustNotShow', hour)).not.toContain('aSecretThatMustNotShow')
    expect(await seal(passwords, 'session', 'x', hour)).not.toBe(await seal(passwords, 'session', 'x', hour))
  })

  test('a seal cannot be opened if any single byte has been changed, added or removed', async () => {
    for (let place = 0; place < sealed.indexOf('~'); place++) {
      const [before, byte, after] = [sealed.slice(0, place), sealed.charCodeAt(place), sealed.slice(place + 1)]
      const changed = [1, 0x20, 0x80].map((flip) => before + String.fromCharCode(byte ^ flip) + after)
      for (const text of [...changed, before + after, `${before}A${sealed.slice(place)}`])
        expect(await unseal(passwords, 'session', text), JSON.stringify(text)).toBeUndefined()
    }
  })

  test('an expired seal cannot be opened', async () => {
    const old = await seal(passwords, 'session', 'x', -2 * hour)
    expect(await unseal(passwords, 'session', old)).toBeUndefined()
  })

  test('sealing throws an error if the result is too long for a cookie', async () => {
    await expect(seal(passwords, 'session', 'a'.repeat(2_600), hour)).resolves.toMatch(/^Fe26/)
    await expect(seal(passwords, 'session', 'a'.repeat(2_800), hour)).rejects.toThrow(RangeError)
    await expect(seal(passwords, 'session', 'secretword'.repeat(300), hour)).rejects.not.toThrow('secretword')
  })
})

describe('numbered passwords', () => {
  const both: Passwords = Object.freeze(Object.assign(Object.create(null), { 2: newPassword, 1: oldPassword }))

  test('the highest-numbered password seals new values, and an older password still opens the seals made with it', async () => {
    expect(await seal(both, 'session', 'x', hour)).toMatch(/^Fe26\.2\*2\*/)
    expect(await unseal(both, 'session', sealed)).toEqual(['a', 'session'])
    const tenth: Passwords = { 9: oldPassword, 10: newPassword }
    expect(await seal(tenth, 'session', 'x', hour)).toMatch(/^Fe26\.2\*10\*/)
  })

  test('a seal cannot be opened with a different password that has the same number', async () => {
    expect(await unseal({ 1: newPassword }, 'session', sealed)).toBeUndefined()
  })
})

test('unsealing never throws, whatever the input', async () => {
  const part = fc.string({ unit: fc.constantFrom(...'AZaz09_-*~.+/= \n\0'), maxLength: 60 })
  const sealLike = fc.array(part, { minLength: 5, maxLength: 9 }).map((parts) => `Fe26.2*1*${parts.join('*')}`)
  const bytes = fc.uint8Array({ maxLength: 400 }).map((array) => Buffer.from(array).toString('latin1'))
  await fc.assert(
    fc.asyncProperty(fc.oneof(sealLike, bytes, fc.string({ unit: 'binary' })), async (text) => {
      expect(await unseal(passwords, 'session', text)).toBeUndefined()
    }),
    { numRuns: 1_000 },
  )
}, 30_000)
