import { describe, expect, test } from 'vitest'
import { describeReason, reasonCodes } from '@/lib/error-messages'
import { redirectTo, refuseMethod, respondWithFailure } from '@/lib/http/handlers'
import { respond, respondWithResult } from '@/lib/http/json'

const noStore = 'private, no-store'

describe('respond and respondWithFailure', () => {
  test('a JSON response is never cached', async () => {
    const response = respond({ items: [], total: 0 })
    expect(response.status).toBe(200)
    expect(response.headers.get('cache-control')).toBe(noStore)
    expect(response.headers.get('content-type')).toMatch(/^application\/json/)
    expect(await response.json()).toEqual({ items: [], total: 0 })
  })

  test('the response for a call that returns nothing contains null', async () => {
    expect(await respondWithResult({ kind: 'ok', value: undefined }).json()).toBeNull()
  })

  test.each(reasonCodes)('the error response for %s has that error’s code, status and message', async (code) => {
    const response = respondWithFailure(code)
    const { status, description } = describeReason(code)
    expect(response.status).toBe(status)
    expect(response.headers.get('cache-control')).toBe(noStore)
    expect(response.headers.has('retry-after')).toBe(false)
    expect(await response.json()).toEqual({ error: { code, message: description } })
  })

  test('an error response says how long to wait, both in its body and in its Retry-After header', async () => {
    const response = respondWithFailure('rate_limited', { retryAfterSeconds: 12 })
    expect(response.headers.get('retry-after')).toBe('12')
    expect(await response.json()).toMatchObject({ error: { code: 'rate_limited', retryAfter: 12 } })
    expect(respondWithFailure('rate_limited', { retryAfterSeconds: 0 }).headers.get('retry-after')).toBe('0')
  })

  test('an error response can contain a message about the request instead of the default message', async () => {
    const response = respondWithFailure('invalid_request', { message: 'limit must be a whole number.' })
    expect(await response.json()).toEqual({
      error: { code: 'invalid_request', message: 'limit must be a whole number.' },
    })
  })
})

describe('respondWithResult', () => {
  test('a successful result is sent unchanged, with the visitor’s ID in a header', async () => {
    const response = respondWithResult({ kind: 'ok', value: [1], viewerId: 'mira/ü\n' })
    expect(await response.json()).toEqual([1])
    expect(response.headers.get('x-viewer-id')).toBe('mira%2F%C3%BC%0A')
    expect(respondWithResult({ kind: 'ok', value: [1] }).headers.has('x-viewer-id')).toBe(false)
  })

  test('a failed result is sent as an error code, without the details that are meant for the log', async () => {
    const detail = 'GET /v1/me returned status 429'
    const response = respondWithResult({ kind: 'failed', reason: 'quota_exceeded', retryAfterSeconds: 60, detail })
    expect([response.status, response.headers.get('retry-after')]).toEqual([429, '60'])
    expect(await response.text()).not.toContain('/v1/me')
  })

  test('a signed-out visitor gets a 401', () => {
    expect(respondWithResult({ kind: 'failed', reason: 'signed_out', detail: 'no session' }).status).toBe(401)
  })
})

test('a redirect turns a POST into a GET and is never cached', () => {
  const response = redirectTo('/login?reason=signed_out')
  expect(response.status).toBe(303)
  expect(Object.fromEntries(response.headers)).toEqual({
    location: '/login?reason=signed_out',
    'cache-control': noStore,
  })
})

test('a request with an unsupported method gets a 405 whose Allow header names the supported method', async () => {
  const response = refuseMethod('POST')()
  expect([response.status, response.headers.get('allow'), await response.text()]).toEqual([405, 'POST', ''])
  expect(response.headers.get('cache-control')).toBe(noStore)
})
