import { secretPrefixes } from '../emulator/accounts/secrets.ts'
import { clientSecret, sessionPassword } from './servers.ts'

/** How every token and code of the emulator begins, the secret and the password: none of them is anybody's to see. */
const secrets = [...secretPrefixes, clientSecret, sessionPassword]

export const secretsIn = (text: string, more: readonly string[] = []): string[] =>
  [...secrets, ...more].filter((secret) => text.includes(secret))
