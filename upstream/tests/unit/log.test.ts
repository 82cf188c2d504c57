import { afterEach, expect, test, vi } from 'vitest'
import { log, logFailure } from '@/lib/http/failures'
import { logViolation } from '@/lib/http/policy-reports'
import { dropBodyWarnings } from '@/lib/http/request-guard'

const warnings = vi.spyOn(console, 'warn').mockImplementation(() => undefined)
const errors = vi.spyOn(console, 'error').mockImplementation(() => undefined)
afterEach(() => vi.clearAllMocks())

test('a log event is written as one line of JSON with a timestamp', () => {
  log('warn', { code: 'code_rejected', address: '/api/auth/callback', status: 400, detail: '400 invalid_grant' })
  expect(errors).not.toHaveBeenCalled()
  expect(warnings).toHaveBeenCalledTimes(1)
  const line = String(warnings.mock.calls[0]?.[0])
  expect(JSON.parse(line)).toEqual({
    at: expect.stringMatching(/^\d{4}-\d{2}-\d{2}T[\d:.]+Z$/),
    level: 'warn',
    code: 'code_rejected',
    address: '/api/auth/callback',
    status: 400,
    detail: '400 invalid_grant',
  })
})

test('errors are logged with console.error', () => {
  log('error', { code: 'redis' })
  expect(warnings).not.toHaveBeenCalled()
  expect(JSON.parse(String(errors.mock.calls[0]?.[0]))).toMatchObject({ level: 'error', code: 'redis' })
})

test('line breaks in a log value do not start a new log line', () => {
  log('warn', { code: 'login_failed', detail: 'one\n{"level":"error","code":"forged"}\r\u2028two' })
  expect(warnings.mock.calls[0]).toHaveLength(1)
  expect(String(warnings.mock.calls[0]?.[0])).not.toMatch(/[\r\n]/)
})

test('failed requests are logged without the query and playlist ID, and signed_out failures are not logged', () => {
  logFailure(
    { reason: 'not_found', detail: 'GET /v1/playlists/37i9 returned status 404', requestId: '4f3c' },
    '/playlists/37i9?page=2&q=private',
  )
  expect(JSON.parse(String(warnings.mock.calls[0]?.[0]))).toMatchObject({
    code: 'not_found',
    address: '/playlists/ID',
    status: 404,
    detail: 'GET /v1/playlists/ID returned status 404',
    requestId: '4f3c',
  })
  logFailure({ reason: 'signed_out', detail: 'no session' }, '/playlists')
  expect(warnings).toHaveBeenCalledTimes(1)
})

test('a policy violation is logged on one line, without the playlist ID', () => {
  logViolation({ address: '/playlists/37i9dQ', detail: 'img-src blocked inline' })
  const line = JSON.parse(String(warnings.mock.calls[0]?.[0]))
  expect(line).toMatchObject({
    level: 'warn',
    code: 'policy',
    address: '/playlists/ID',
    detail: 'img-src blocked inline',
  })
})

test('Next’s warning about a long request body is dropped because it contains the query, but other warnings are kept', () => {
  const { warn, error } = console
  dropBodyWarnings()
  console.warn('Request body exceeded 16KB for /api/auth/callback?code=s3cret. Only the first 16KB will be available')
  console.warn('Something else', 7)
  expect(warnings.mock.calls).toEqual([['Something else', 7]])
  Object.assign(console, { warn, error })
})

test('Next’s error about an interrupted request body is dropped, but other errors are kept', () => {
  const { warn, error } = console
  dropBodyWarnings()
  const others = [Object.assign(new Error('read ECONNRESET'), { code: 'ECONNRESET' }), new Error('aborted'), 'aborted']
  for (const word of [Object.assign(new Error('aborted'), { code: 'ECONNRESET' }), ...others]) console.error(word)
  expect(errors.mock.calls).toEqual(others.map((word) => [word]))
  Object.assign(console, { warn, error })
})

test('logging a value that cannot be converted to text does not throw an error', () => {
  const { warn, error } = console
  dropBodyWarnings()
  const values = [Object.create(null), Symbol('a symbol'), null, undefined]
  for (const value of values) console.warn(value)
  console.warn()
  for (const value of values) console.error(value)
  expect(warnings.mock.calls).toEqual([...values.map((value) => [value]), []])
  expect(errors.mock.calls).toEqual(values.map((value) => [value]))
  Object.assign(console, { warn, error })
})

test('each failure type gets at most 100 log lines a minute, and the next line says how many were skipped', () => {
  vi.useFakeTimers({ now: 60_000 })
  const fail = (reason: 'state_mismatch' | 'not_found') => logFailure({ reason, detail: 'x' }, '/api/auth/callback')
  for (let count = 0; count < 1_000; count++) fail('state_mismatch')
  expect(warnings).toHaveBeenCalledTimes(100)
  fail('not_found')
  expect(warnings).toHaveBeenCalledTimes(101)
  vi.setSystemTime(120_000)
  fail('state_mismatch')
  fail('state_mismatch')
  const [next, after] = warnings.mock.calls.slice(101).map(([line]) => JSON.parse(String(line)))
  expect(next).toMatchObject({ code: 'state_mismatch', leftOut: 900 })
  expect(after).not.toHaveProperty('leftOut')
  vi.useRealTimers()
})
