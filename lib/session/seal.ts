import { sealData, unsealData } from 'iron-session'

export type Passwords = Readonly<Record<string, string>>

/** The purpose is inside the seal, so that one kind never opens as another. */
export type Purpose = 'session' | 'attempt' | 'consents' | 'refresh'

/** Browsers drop a cookie above 4,096 bytes silently, and the name and attributes need some of that. */
const maxSealedBytes = 3_800

/** Seals a plain JSON value with the highest-numbered password. Throws a `RangeError` if no browser would keep the result. */
export async function seal(passwords: Passwords, purpose: Purpose, content: unknown, ttlSeconds: number) {
  const sealed = await sealData({ [purpose]: content }, { password: passwords, ttl: ttlSeconds })
  if (sealed.length > maxSealedBytes)
    throw new RangeError(`The sealed ${purpose} has ${sealed.length} bytes, more than the ${maxSealedBytes} that fit`)
  return sealed
}

/** The content that was sealed for the same purpose, or `undefined` for anything else. Never throws, whatever a cookie holds. */
export async function unseal(passwords: Passwords, purpose: Purpose, sealed: string): Promise<unknown> {
  if (!looksSealed(sealed)) return undefined
  const id = sealed.split('*')[1] ?? ''
  // Try the numbered password first. While passwords change, another instance may number them differently.
  for (const password of new Set([passwords[id], ...Object.values(passwords)])) {
    if (password === undefined) continue
    const opened = await unsealData<object>(sealed, { password: { [id]: password } })
    if (hasOwn(opened, purpose)) return opened[purpose]
  }
  return undefined
}

/** Checks before deriving any key: the prefix `Fe26.2*`, a password number of a sane length, a checksum in its one spelling. */
function looksSealed(text: string): boolean {
  if (text.length > maxSealedBytes || !/^Fe26\.2\*\d{1,6}\*[\w*.~-]+$/.test(text)) return false
  const checksum = text.split('~')[0]?.split('*').at(-1) ?? ''
  // Its last character has unused bits, which iron-session (9.0.1) ignores.
  return Buffer.from(checksum, 'base64url').toString('base64url') === checksum
}

const hasOwn = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
