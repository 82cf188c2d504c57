import { sealData, unsealData } from 'iron-session'

export type Passwords = Readonly<Record<string, string>>

/** What a sealed value is for. The purpose is inside the seal, so that one kind never opens as another. */
export type Purpose = 'session' | 'attempt' | 'consents' | 'refresh'

export type Unsealed =
  | { kind: 'opened'; content: unknown }
  /** `unknown-password`: perhaps a newer instance sealed it, so leave it alone. */
  | { kind: 'closed'; reason: 'invalid' | 'expired' | 'unknown-password' }

/** Browsers drop a cookie above 4,096 bytes silently, and the name and attributes need some of that. */
const maxSealedBytes = 3_800

/** Seals a plain JSON value with the highest-numbered password. Throws a `RangeError` if no browser would keep the result. */
export async function seal(passwords: Passwords, purpose: Purpose, content: unknown, ttlSeconds: number) {
  const sealed = await sealData({ [purpose]: content }, { password: passwords, ttl: ttlSeconds })
  if (sealed.length > maxSealedBytes)
    throw new RangeError(`The sealed ${purpose} has ${sealed.length} bytes, more than the ${maxSealedBytes} that fit`)
  return sealed
}

/** Opens what `seal` made for the same purpose. Never throws: whatever a stranger put in a cookie, the result says why not. */
export async function unseal(passwords: Passwords, purpose: Purpose, sealed: string): Promise<Unsealed> {
  if (!looksSealed(sealed)) return { kind: 'closed', reason: 'invalid' }
  const id = sealed.split('*')[1] ?? ''
  let reason: (Unsealed & { kind: 'closed' })['reason'] = id in passwords ? 'invalid' : 'unknown-password'
  const onUnsealError = (cause: typeof reason) => {
    if (cause === 'expired') reason = cause
  }
  // The number says which password to try first. While passwords change, another instance may number them differently.
  for (const password of new Set([passwords[id], ...Object.values(passwords)])) {
    if (password === undefined) continue
    const opened = await unsealData<object>(sealed, { password: { [id]: password }, onUnsealError })
    if (hasOwn(opened, purpose)) return { kind: 'opened', content: opened[purpose] }
  }
  return { kind: 'closed', reason }
}

/** Cheap to check before any key is derived: `Fe26.2*`, a password number of a sane length, a check sum in its one spelling. */
function looksSealed(text: string): boolean {
  if (text.length > maxSealedBytes || !/^Fe26\.2\*\d{1,6}\*[\w*.~-]+$/.test(text)) return false
  const checkSum = text.split('~')[0]?.split('*').at(-1) ?? ''
  // Its last letter has bits that mean nothing, and iron-session (9.0.1) ignores them.
  return Buffer.from(checkSum, 'base64url').toString('base64url') === checkSum
}

const hasOwn = <Key extends string>(value: unknown, key: Key): value is Record<Key, unknown> =>
  typeof value === 'object' && value !== null && Object.hasOwn(value, key)
