import { expect, test } from 'vitest'
import { isOtherLoopback } from '@/lib/session/host'

const local = 'http://127.0.0.1:3000'

test.each(['localhost', 'localhost:3000', 'LOCALHOST:3000', 'LocalHost', '[::1]', '[::1]:3000', 'localhost:80'])(
  'a visit at %s is sent to the configured loopback address',
  (host) => {
    expect(isOtherLoopback(local, host)).toBe(true)
  },
)

test.each(['127.0.0.1', '127.0.0.1:3000', '127.0.0.1:4000', 'music.example.com', 'localhost.evil.example', '', null])(
  'a visit at %j stays where it is',
  (host) => {
    expect(isOtherLoopback(local, host)).toBe(false)
  },
)

test('the configured address may be the other one', () => {
  expect(isOtherLoopback('http://[::1]:3000', '127.0.0.1:3000')).toBe(true)
  expect(isOtherLoopback('http://[::1]:3000', '[::1]:3000')).toBe(false)
})

test('behind a public origin the host decides nothing', () => {
  for (const host of ['localhost', '127.0.0.1:3000', 'evil.example', null])
    expect(isOtherLoopback('https://music.example.com', host)).toBe(false)
})

test.each([
  'localhost:3000:3000',
  ':3000',
  'localhost@evil.example',
  ' localhost',
  'localhost\0',
  '[::1',
  '::1',
  'a'.repeat(9_999),
])('the strange host %j breaks nothing', (host) => {
  expect(isOtherLoopback(local, host)).toBe(false)
})
