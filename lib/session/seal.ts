import { sealData } from 'iron-session'
import { openSeal } from './open-seal'

export type Passwords = Readonly<Record<string, string>>

/** What a sealed value is for. It stands inside the seal, so that one kind never opens as another. */
export type Purpose = 'session' | 'attempt' | 'refresh' | 'consents'

export type Unsealed =
  | { kind: 'opened'; content: unknown }
  /** `unknown_password`: perhaps a newer instance sealed it, so it must be left alone. */
  | { kind: 'closed'; why: 'invalid' | 'expired' | 'unknown_password' }

/** Browsers drop a cookie above 4,096 bytes without a word; the name and the attributes need some of that. */
const maxSealedBytes = 3_800

/** Seals a plain JSON value with the highest-numbered password. Throws a `RangeError` if no browser would keep the result. */
export async function seal(passwords: Passwords, purpose: Purpose, content: unknown, ttlSeconds: number) {
  const sealed = await sealData({ [purpose]: content }, { password: passwords, ttl: ttlSeconds })
  if (sealed.length > maxSealedBytes)
    throw new RangeError(`The sealed ${purpose} has ${sealed.length} bytes, more than the ${maxSealedBytes} that fit`)
  return sealed
}

/** Opens what `seal` made for the same purpose. Never throws: whatever a stranger put in a cookie, the answer says why not. */
export function unseal(passwords: Passwords, purpose: Purpose, sealed: string): Unsealed {
  if (!looksSealed(sealed)) return { kind: 'closed', why: 'invalid' }
  const number = sealed.split('*')[1] ?? ''
  let why: 'invalid' | 'expired' | 'unknown_password' = number in passwords ? 'invalid' : 'unknown_password'
  // The number says where to look first, no more: while passwords change, another instance may number them differently.
  for (const password of new Set([passwords[number], ...Object.values(passwords)])) {
    if (password === undefined) continue
    const opened = openSeal(sealed, password)
    if (opened.kind === 'opened' && hasOwn(opened.content, purpose))
      return { kind: 'opened', content: opened.content[purpose] }
    if (opened.kind === 'closed' && opened.why === 'expired') why = 'expired'
  }
  return { kind: 'closed', why }
}

/** `Fe26.2*`, then a password number of a sane length: cheap to check before any key is derived. */
const looksSealed = (text: string) => text.length <= maxSealedBytes && /^Fe26\.2\*\d{1,6}\*[\w*.~-]+$/.test(text)

const hasOwn = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
