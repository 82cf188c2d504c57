import { createHash } from 'node:crypto'

/** Identifies a token, state or account without revealing it. Returns 96 bits of its SHA-256 hash as base64url. */
export const fingerprint = (text: string) => createHash('sha256').update(text).digest('base64url').slice(0, 16)
