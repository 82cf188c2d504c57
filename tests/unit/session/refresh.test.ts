import { describe, expect, test } from 'vitest'
import { hashToken, type RefreshOutcome } from '@/lib/session/refresh'
import type { Session } from '@/lib/session/session'
import { createWorld, sessionOf, tokenRequests } from '../support.ts'

const renewed = (outcome: RefreshOutcome | undefined): Session => {
  if (outcome?.kind !== 'renewed') throw new Error(`not renewed but ${JSON.stringify(outcome)}`)
  return outcome.session
}
const repeat = <Value>(times: number, make: (index: number) => Value) =>
  Array.from({ length: times }, (_, i) => make(i))

describe('fifty requests with one stale session', () => {
  test.each([false, true])('make one token request and share its result (rotation: %s)', async (rotation) => {
    const world = createWorld()
    world.emulator.settings.rotation = rotation
    const session = sessionOf(world)
    const outcomes = await Promise.all(repeat(50, () => world.context.refresh(session)))
    expect(tokenRequests(world)).toBe(1)
    const tokens = outcomes.map((outcome) => renewed(outcome).accessToken)
    expect(new Set(tokens).size).toBe(1)
    expect(tokens[0]).not.toBe(session.accessToken)
  })

  test.each([
    { fault: { name: 'refresh_refused' }, kind: 'refused', heldMs: 10_000 },
    { fault: { name: 'server_error', where: 'token' }, kind: 'unavailable', heldMs: 1_000 },
    { fault: { name: 'client_refused' }, kind: 'client_refused', heldMs: 1_000 },
  ] as const)('share $fault.name for $heldMs ms; after that the next asks again', async ({ fault, kind, heldMs }) => {
    const world = createWorld()
    const session = sessionOf(world)
    world.emulator.faults.set(fault)
    const outcomes = await Promise.all(repeat(50, () => world.context.refresh(session)))
    expect(outcomes.map((outcome) => outcome.kind)).toEqual(repeat(50, () => kind))
    world.emulator.faults.clear()
    world.clock.ms += heldMs - 1
    expect((await world.context.refresh(session)).kind).toBe(kind)
    expect(tokenRequests(world)).toBe(1)
    world.clock.ms += 1
    expect((await world.context.refresh(session)).kind).toBe('renewed')
  })
})

test('the old cookie gets the held result for thirty seconds, and no second token request', async () => {
  const world = createWorld()
  world.emulator.settings.rotation = true
  const session = sessionOf(world)
  const first = renewed(await world.context.refresh(session))
  world.clock.ms += 29_999
  expect(renewed(await world.context.refresh(session))).toEqual(first)
  expect(tokenRequests(world)).toBe(1)
  world.clock.ms += 1
  expect((await world.context.refresh(session)).kind).toBe('refused')
  expect(tokenRequests(world)).toBe(2)
})

test('the thirty seconds begin with the answer, however slow it was', async () => {
  const world = createWorld()
  const session = sessionOf(world)
  const first = world.context.refresh(session)
  world.clock.ms += 7_000
  const { accessToken, renewedAtMs } = renewed(await first)
  expect(renewedAtMs).toBe(world.clock.ms)
  world.clock.ms += 29_999
  expect(renewed(await world.context.refresh(session)).accessToken).toBe(accessToken)
})

test('a refusal that is held is no answer to a second look, and what the second look finds is shared again', async () => {
  const world = createWorld()
  const session = sessionOf(world)
  world.emulator.faults.set({ name: 'refresh_refused', times: 1 })
  expect((await world.context.refresh(session)).kind).toBe('refused')
  expect((await world.context.refresh(session)).kind).toBe('refused')
  const looks = await Promise.all(repeat(5, () => world.context.refresh(session, { isSecond: true })))
  expect(looks.map(({ kind }) => kind)).toEqual(repeat(5, () => 'renewed'))
  expect((await world.context.refresh(session)).kind).toBe('renewed')
  expect(tokenRequests(world)).toBe(2)
})

test('an outage of one session that is over is over, however many others were renewed meanwhile', async () => {
  const world = createWorld()
  await world.context.refresh(sessionOf(world, 'otto'))
  const session = sessionOf(world)
  world.emulator.faults.set({ name: 'server_error', where: 'token' })
  expect((await world.context.refresh(session)).kind).toBe('unavailable')
  world.emulator.faults.clear()
  world.clock.ms += 1_000
  expect((await world.context.refresh(session)).kind).toBe('renewed')
})

test('a token that lives a moment is not held for longer than it lives', async () => {
  const world = createWorld()
  world.emulator.settings.accessTokenSeconds = 2
  const session = sessionOf(world)
  const first = renewed(await world.context.refresh(session))
  world.clock.ms += 1_999
  expect(renewed(await world.context.refresh(session))).toEqual(first)
  world.clock.ms += 1
  expect(renewed(await world.context.refresh(session)).accessToken).not.toBe(first.accessToken)
})

test('two sessions of one token keep what is their own', async () => {
  const world = createWorld()
  const session = sessionOf(world)
  const other = { ...session, id: 'another', viewer: { ...session.viewer, name: 'Another name' } }
  const [one, two] = (await Promise.all([session, other].map((one) => world.context.refresh(one)))).map(renewed)
  expect(one).toMatchObject({ id: session.id, viewer: session.viewer })
  expect(two).toMatchObject({ id: 'another', viewer: other.viewer, accessToken: one?.accessToken })
})

test.each([
  { fault: { name: 'refresh_refused' }, kind: 'refused' },
  { fault: { name: 'client_refused' }, kind: 'client_refused' },
  { fault: { name: 'server_error', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'server_error', where: 'token', status: 500, body: 'text' }, kind: 'unavailable' },
  { fault: { name: 'rate_limited', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'html', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'cut', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'redirect', where: 'token' }, kind: 'unavailable' },
  { fault: { name: 'empty', where: 'token' }, kind: 'unavailable' },
] as const)(
  '$fault.name $fault.status is $kind, tells no token and is over when it is over',
  async ({ fault, kind }) => {
    const world = createWorld()
    const session = sessionOf(world)
    world.emulator.faults.set(fault)
    const outcome = await world.context.refresh(session)
    expect(outcome).toMatchObject({ kind, detail: expect.any(String) })
    for (const token of [session.accessToken, session.refreshToken])
      expect(JSON.stringify(outcome)).not.toContain(token)
    world.emulator.faults.clear()
    world.clock.ms += 10_000
    expect((await world.context.refresh(session)).kind).toBe('renewed')
  },
)

test('a refresh token is named without telling it', () => {
  expect(hashToken('AQEmSecret')).toMatch(/^[\w-]{43}$/)
  expect(hashToken('AQEmSecret')).not.toContain('AQEm')
  expect(hashToken('AQEmSecret')).not.toBe(hashToken('AQEmSecreu'))
})
