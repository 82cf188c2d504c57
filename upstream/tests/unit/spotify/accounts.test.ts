import { expect, test } from 'vitest'
import {
  accountsOf,
  accountsWith,
  callback,
  tokens,
  verifier,
} from '../../../../tests/unit/spotify/accounts-support.ts'
import { expiresIn, hostileTokenAnswers } from '../../../support/hostile/token-responses.ts'

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
