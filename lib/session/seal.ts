import { createHash } from 'node:crypto'
import { sealData, unsealData } from 'iron-session'

export type Passwords = Readonly<Record<string, string>>

/** The purpose of sealed content, so that a value can't be used for another purpose. */
export type Purpose = 'session' | 'attempt' | 'consents' | 'refresh'

/** Browsers silently drop a cookie larger than 4,096 bytes, including its name and attributes. */
const maxSealedBytes = 3_800

/** Seals a plain JSON value with the highest-numbered password. Throws a `RangeError` if the result is too large for a cookie. */
export async function seal(passwords: Passwords, purpose: Purpose, content: unknown, ttlSeconds: number) {
  const sealed = await sealData({ [purpose]: content }, { password: passwords, ttl: ttlSeconds })
  if (sealed.length > maxSealedBytes)
    throw new RangeError(`The sealed ${purpose} has ${sealed.length} bytes, more than the ${maxSealedBytes} that fit`)
  return sealed
}

/** Returns the content that was sealed for this purpose, or `undefined`. Never throws, no matter what the cookie contains. */
export async function unseal(passwords: Passwords, purpose: Purpose, sealed: string): Promise<unknown> {
  if (!looksSealed(sealed)) return undefined
  const id = sealed.split('*')[1] ?? ''
  // Tries the password with the number in the seal first. During a password change, other instances may number passwords
  // differently.
  for (const password of new Set([passwords[id], ...Object.values(passwords)])) {
    if (password === undefined) continue
    const opened = await unsealData<object>(sealed, { password: { [id]: password } })
    if (hasOwn(opened, purpose)) return opened[purpose]
  }
  return undefined
}

/**
 * Rejects invalid seals before deriving any key. Checks the prefix `Fe26.2*`, the length of the password number, and that the
 * checksum has its canonical spelling.
 */
function looksSealed(text: string): boolean {
  if (text.length > maxSealedBytes || !/^Fe26\.2\*\d{1,6}\*[\w*.~-]+$/.test(text)) return false
  const checksum = text.split('~')[0]?.split('*').at(-1) ?? ''
  // The last character contains unused bits, which iron-session (9.0.1) ignores.
  return Buffer.from(checksum, 'base64url').toString('base64url') === checksum
}

const hasOwn = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)

/** Identifies a token, state or account without revealing it. Returns 96 bits of its SHA-256 hash as base64url. */
export const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
