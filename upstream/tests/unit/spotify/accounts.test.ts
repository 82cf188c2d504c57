import { expect, test } from 'vitest'
import { createAccounts } from '@/lib/spotify/accounts'
import { fetchOf, jsonAnswer, outside } from '../../../../tests/unit/spotify/support.ts'
import { callbackUrl, clientId, clientSecret, spotifyUrl } from '../../../../tests/unit/support.ts'
import { expiresIn, hostileTokenAnswers } from '../../../support/hostile/token-responses.ts'

const settings = { url: spotifyUrl, clientId, clientSecret, redirectUri: callbackUrl }
const verifier = 'v'.repeat(64)
const tokens = { access_token: 'BQEmSecret', token_type: 'Bearer', expires_in: 3_600, refresh_token: 'AQEmSecret' }

/** Returns two values: an accounts client that gets its responses from `answer`, and a list of the client's calls. */
function accountsOf(answer: (request: Request) => Response | Promise<Response>) {
  const { fetch, calls } = fetchOf(answer)
  return { accounts: createAccounts({ ...outside(), ...settings, fetch }), calls }
}
const accountsWith = (body: unknown) => accountsOf(() => jsonAnswer(body)).accounts
const callback = (code: string) => {
  const read = accountsWith({}).readCallback(new URLSearchParams({ code, state: 'state' }), 'state')
  if (!read || !('code' in read)) throw new Error('the callback is malformed')
  return read.code
}

test.each(expiresIn.map(([value, seconds]) => [JSON.stringify(value), seconds, value] as const))(
  'a token with expires_in %s lasts %d seconds',
  async (_title, expiresInSeconds, expires_in) => {
    const outcome = await accountsWith({ ...tokens, expires_in }).refresh('old')
    expect(outcome).toMatchObject({ kind: 'tokens', tokens: { expiresInSeconds } })
  },
)

test.each(hostileTokenAnswers)(
  'the token response “$title” results in $kind',
  async ({ status, body, type, headers, kind }) => {
    const answer = () => {
      const text = typeof body === 'string' || body === null ? body : JSON.stringify(body)
      const response = new Response(text === null ? null : new TextEncoder().encode(text), {
        status: status ?? 200,
        headers: headers ?? {},
      })
      if (type !== null) response.headers.set('content-type', type ?? 'application/json')
      return response
    }
    const { accounts, calls } = accountsOf(answer)
    const outcome = await accounts.refresh('AQEmOld')
    expect(outcome).toMatchObject({ kind, detail: expect.any(String) })
    expect(JSON.stringify(outcome)).not.toMatch(/AQEm|BQEm/)
    expect(calls).toHaveLength(1)
    expect((await accounts.exchangeCode(callback('AQCo'), verifier)).kind).toBe(kind)
  },
)
