import { expect, test } from 'vitest'
import { askApi, authorizeQuery, origin, post, startEmulator, visit } from '../support.ts'

const openTo = ({ headers }: Response) => headers.get('access-control-allow-origin')

test('scripts on any website can call the Web API and the token endpoint, and can read errors but not the Retry-After header', async () => {
  const { emulator } = startEmulator()
  const { accessToken } = emulator.grantFor('mira')
  expect(openTo(await askApi(emulator, '/me', accessToken))).toBe('*')
  expect(openTo(await askApi(emulator, '/me'))).toBe('*')
  expect(openTo(await post(emulator, '/api/token', {}))).toBe('*')
  emulator.faults.set({ name: 'rate_limited' })
  const limited = await askApi(emulator, '/me', accessToken)
  expect([limited.status, openTo(limited)]).toEqual([429, '*'])
  expect(limited.headers.get('access-control-expose-headers')).toBeNull()
  emulator.faults.clear()
  expect(openTo(await visit(emulator, authorizeQuery()))).toBeNull()
})

test('the response to a preflight request allows the Authorization header, and the request is not logged as a call', async () => {
  const { emulator } = startEmulator()
  emulator.faults.set({ name: 'rate_limited', times: 1 })
  const answer = await emulator.fetch(`${origin}/v1/me`, { method: 'OPTIONS' })
  expect([answer.status, openTo(answer)]).toEqual([204, '*'])
  expect(answer.headers.get('access-control-allow-headers')).toContain('Authorization')
  expect(emulator.requests()).toEqual([])
  expect(emulator.faults.list()).toHaveLength(1)
})
