import { expect, test } from 'vitest'
import { reasonCodes } from '@/lib/error-messages'
import { toFailedResult, toResult } from '@/lib/http/failures'
import { SpotifyError, type SpotifyErrorCode } from '@/lib/spotify/response'

const codes: SpotifyErrorCode[] = [
  ...(['invalid_request', 'missing_scope', 'not_registered', 'owner_premium', 'forbidden', 'not_found'] as const),
  ...(['rate_limited', 'quota_exceeded', 'spotify_unavailable'] as const),
]

test('a resolved promise becomes a successful result', async () => {
  expect(await toResult(Promise.resolve([1]))).toEqual({ kind: 'ok', value: [1] })
  expect(await toResult(Promise.resolve(null))).toEqual({ kind: 'ok', value: null })
})

test.each(codes)('the Spotify error %s becomes a failed result with the same reason code', async (code) => {
  const result = await toResult(Promise.reject(new SpotifyError(code, 'why', { status: 400 })))
  expect(result).toMatchObject({ kind: 'failed', reason: code, detail: 'why' })
  expect(reasonCodes).toContain(code)
})

test('a failed result contains the number of seconds to wait', () => {
  const error = new SpotifyError('rate_limited', 'why', { status: 429, retryAfterSeconds: 7 })
  expect(toFailedResult(error).retryAfterSeconds).toBe(7)
})

test('a refused access token is reported as an outage and does not sign the visitor out', () => {
  expect(toFailedResult(new SpotifyError('unauthorized', 'why')).reason).toBe('spotify_unavailable')
})

test('programming errors and Next’s redirects are rethrown', async () => {
  const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/login;307;' })
  for (const error of [redirect, new TypeError('ours'), 'text', undefined]) {
    await expect(toResult(Promise.reject(error))).rejects.toBe(error)
    expect(() => toFailedResult(error)).toThrow()
  }
})
