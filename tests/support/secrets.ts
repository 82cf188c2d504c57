import { secretPrefixes } from '../emulator/accounts/tokens.ts'
import { clientSecret, sessionPassword } from './servers.ts'

/** The client secret, the session password, and the prefixes of the emulator's tokens and codes. */
const secrets = [...secretPrefixes, clientSecret, sessionPassword]

export const secretsIn = (text: string, more: readonly string[] = []): string[] =>
  [...secrets, ...more].filter((secret) => text.includes(secret))
