import { expect, test } from 'vitest'
import { reasonCodes } from '@/lib/reasons'
import { toFailedReading, toReading } from '@/lib/session/reading'
import { SpotifyError, type SpotifyErrorCode } from '@/lib/spotify/errors'

const codes: SpotifyErrorCode[] = [
  ...(['invalid_request', 'missing_scope', 'not_registered', 'owner_premium', 'forbidden', 'not_found'] as const),
  ...(['rate_limited', 'quota_exceeded', 'spotify_unavailable'] as const),
]

test('what was read is handed on', async () => {
  expect(await toReading(Promise.resolve([1]))).toEqual({ kind: 'read', value: [1] })
  expect(await toReading(Promise.resolve(null))).toEqual({ kind: 'read', value: null })
})

test.each(codes)('%s is a reason of the same name', async (code) => {
  const reading = await toReading(Promise.reject(new SpotifyError(code, 'why', { status: 400 })))
  expect(reading).toMatchObject({ kind: 'failed', reason: code, detail: 'why' })
  expect(reasonCodes).toContain(code)
})

test('how long to wait is handed on', () => {
  const error = new SpotifyError('rate_limited', 'why', { status: 429, retryAfterSeconds: 7 })
  expect(toFailedReading(error).retryAfterSeconds).toBe(7)
})

test('a fresh token that is refused signs nobody out', () => {
  expect(toFailedReading(new SpotifyError('unauthorized', 'why')).reason).toBe('spotify_unavailable')
})

test('a fault of ours, or a redirect of Next, stays an exception', async () => {
  const redirect = Object.assign(new Error('NEXT_REDIRECT'), { digest: 'NEXT_REDIRECT;replace;/login;307;' })
  for (const error of [redirect, new TypeError('ours'), 'text', undefined]) {
    await expect(toReading(Promise.reject(error))).rejects.toBe(error)
    expect(() => toFailedReading(error)).toThrow()
  }
})
