import { describe, expect, test } from 'vitest'
import { describeReason, reasonCodes } from '@/lib/reasons'
import { answer, answerFailure, answerReading, redirectTo, refuseMethod } from '@/lib/respond'

const noStore = 'private, no-store'

describe('an answer', () => {
  test('is JSON that no cache keeps', async () => {
    const response = answer({ items: [], total: 0 })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe(noStore)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ items: [], total: 0 })
  })

  test.each(reasonCodes)('of the failure %s has its code, its status and words', async (code) => {
    const response = answerFailure(code)
    const { status, sentence } = describeReason(code)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe(noStore)
    expect(response.headers.has('retry-after')).toBe(false)
    expect(await response.json()).toEqual({ error: { code, message: sentence } })
  })

  test('says how long to wait, in the body and in the header', async () => {
    const response = answerFailure('rate_limited', { retryAfterSeconds: 12 })
    expect(response.headers.get('retry-after')).toBe('12')
    expect(await response.json()).toMatchObject({ error: { code: 'rate_limited', retryAfter: 12 } })
    expect(answerFailure('rate_limited', { retryAfterSeconds: 0 }).headers.get('retry-after')).toBe('0')
  })

  test('says what is wrong with a request in words of its own', async () => {
    const response = answerFailure('invalid_request', { message: 'limit must be a whole number.' })
    expect(await response.json()).toEqual({
      error: { code: 'invalid_request', message: 'limit must be a whole number.' },
    })
  })
})

describe('a reading', () => {
  test('is answered as it is, with whose it is in a header', async () => {
    const response = answerReading({ kind: 'read', value: [1], viewerId: 'mira/ü\n' })
    expect(await response.json()).toEqual([1])
    expect(response.headers.get('x-viewer-id')).toBe('mira%2F%C3%BC%0A')
    expect(answerReading({ kind: 'read', value: [1] }).headers.has('x-viewer-id')).toBe(false)
  })

  test('that failed is answered by its reason; the detail is for the log only', async () => {
    const detail = 'GET /v1/me answered 429'
    const response = answerReading({ kind: 'failed', reason: 'quota_exceeded', retryAfterSeconds: 60, detail })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await response.text()).not.toContain('/v1/me')
  })

  test('of somebody who is signed out is a 401', () => {
    expect(answerReading({ kind: 'failed', reason: 'signed_out', detail: 'no session' }).status).toBe(401)
  })
})

test('a redirect does not repeat a POST and is not kept', () => {
  const response = redirectTo('/login?reason=signed_out')
  expect(response.status).toBe(303)
  expect(Object.fromEntries(response.headers)).toEqual({
    location: '/login?reason=signed_out',
    'cache-control': noStore,
  })
})

test('a method that is not taken is refused, with the one that is', async () => {
  const response = refuseMethod('POST')()
  expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([405, 'POST', ''])
  expect(response.headers.get('cache-control')).toBe(noStore)
})
