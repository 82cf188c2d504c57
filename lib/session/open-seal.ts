import { createDecipheriv, createHmac, createSecretKey, pbkdf2Sync } from 'node:crypto'
import { isEqual } from './is-equal'

export type Opened = { kind: 'opened'; content: unknown } | { kind: 'closed'; why: 'invalid' | 'expired' }

/** Another instance may have sealed it, and its clock may be behind. */
const clockSkewMs = 60_000

/**
 * Opens what iron-session sealed with this password (`Fe26.2`: AES-256-CBC under HMAC-SHA-256, each by a key of its own). Never
 * throws. Every view with a new cookie waits for it: Web Crypto, by which iron-session opens, makes six jobs of it in other
 * threads and takes seven times as long (`docs/performance.md`).
 */
export function openSeal(sealed: string, password: string): Opened {
  // What stands behind `~` is a version, and nobody signed it.
  const [body = ''] = sealed.split('~', 1)
  const [prefix, id, encryptionSalt = '', iv = '', encrypted = '', expiration, integritySalt = '', mac = '', ...rest] =
    body.split('*')
  const signed = [prefix, id, encryptionSalt, iv, encrypted, expiration].join('*')
  const expected = createHmac('sha256', toKey(password, integritySalt)).update(signed).digest('base64url')
  // Compared as text: the last letter has bits that mean nothing, and of the spellings that read the same, only one counts.
  if (rest.length > 0 || !isEqual(mac, expected)) return { kind: 'closed', why: 'invalid' }
  if (Number(expiration) <= Date.now() - clockSkewMs) return { kind: 'closed', why: 'expired' }
  try {
    const key = toKey(password, encryptionSalt)
    const decipher = createDecipheriv('aes-256-cbc', key, Buffer.from(iv, 'base64url'))
    const text = decipher.update(encrypted, 'base64url', 'utf8') + decipher.final('utf8')
    return { kind: 'opened', content: JSON.parse(text) }
  } catch {
    return { kind: 'closed', why: 'invalid' }
  }
}

/** One round: a password of 32 characters or more needs no stretching. No plain bytes, with which Node is slower (24.21). */
const toKey = (password: string, salt: string) => createSecretKey(pbkdf2Sync(password, salt, 1, 32, 'sha1'))
