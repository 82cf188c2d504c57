import { createHash } from 'node:crypto'

/** Names a token, a state or an account without revealing it: 96 bits of its SHA-256, as base64url. */
export const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
