import { createAccounts } from '@/lib/spotify/accounts'
import { callbackUrl, clientId, clientSecret, spotifyUrl } from '../support.ts'
import { fetchOf, jsonAnswer, outside } from './support.ts'

export const settings = { url: spotifyUrl, clientId, clientSecret, redirectUri: callbackUrl }
export const verifier = 'v'.repeat(64)
export const tokens = {
  access_token: 'BQEmSecret',
  token_type: 'Bearer',
  expires_in: 3_600,
  refresh_token: 'AQEmSecret',
}

/** Returns two values: an accounts client that gets its responses from `answer`, and a list of the client's calls. */
export function accountsOf(answer: (request: Request) => Response | Promise<Response>) {
  const { fetch, calls } = fetchOf(answer)
  return { accounts: createAccounts({ ...outside(), ...settings, fetch }), calls }
}

export const accountsWith = (body: unknown) => accountsOf(() => jsonAnswer(body)).accounts

/** Returns a valid callback with this code. */
export function callback(code: string) {
  const read = accountsWith({}).readCallback(new URLSearchParams({ code, state: 'state' }), 'state')
  if (!read || !('code' in read)) throw new Error('the callback is malformed')
  return read.code
}
