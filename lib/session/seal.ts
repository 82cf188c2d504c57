import { createHash } from 'node:crypto'
// biome-ignore lint/style/noRestrictedImports: only this file imports iron-session
import { sealData, unsealData } from 'iron-session'

export type Passwords = Readonly<Record<string, string>>

/** A value that was sealed for one purpose can't be unsealed for another. */
export type Purpose = 'session' | 'attempt' | 'consents' | 'refresh'

/** Browsers silently drop a cookie if its name, value and attributes together exceed 4,096 bytes. */
const maxSealedBytes = 3_800

/** Encrypts and signs a value with the highest-numbered password. Throws a `RangeError` if the result is too large for a cookie. */
export async function seal(passwords: Passwords, purpose: Purpose, content: unknown, ttlSeconds: number) {
  const sealed = await sealData({ [purpose]: content }, { password: passwords, ttl: ttlSeconds })
  if (sealed.length > maxSealedBytes)
    throw new RangeError(`The sealed ${purpose} has ${sealed.length} bytes, but the maximum is ${maxSealedBytes}`)
  return sealed
}

/** Returns the content of a sealed value, or `undefined` if the value is invalid or has expired. Never throws. */
export async function unseal(passwords: Passwords, purpose: Purpose, sealed: string): Promise<unknown> {
  if (!looksSealed(sealed)) return undefined
  const id = sealed.split('*')[1] ?? ''
  // Tries all passwords, because during a password change, another instance may have numbered them differently.
  for (const password of new Set([passwords[id], ...Object.values(passwords)])) {
    if (password === undefined) continue
    const opened = await unsealData<Partial<Record<Purpose, unknown>>>(sealed, { password: { [id]: password } })
    if (Object.hasOwn(Object(opened), purpose)) return opened[purpose]
  }
  return undefined
}

/** Whether a string has the format of a sealed value. Rejects most invalid values before the slow key derivation. */
function looksSealed(text: string): boolean {
  if (text.length > maxSealedBytes || !/^Fe26\.2\*\d{1,6}\*[\w*.~-]+$/.test(text)) return false
  const checksum = text.split('~')[0]?.split('*').at(-1) ?? ''
  // iron-session (9.0.1) would accept several encodings of a checksum, because it ignores unused bits in the last character.
  return Buffer.from(checksum, 'base64url').toString('base64url') === checksum
}

/** Returns an identifier that doesn't reveal the given token, `state` or account: 96 bits of its SHA-256 hash, in base64url. */
export const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
