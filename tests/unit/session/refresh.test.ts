import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createRefresher, hashToken, type RefreshOutcome } from '@/lib/session/refresh'
import type { Session } from '@/lib/session/session'
import { createAccounts } from '@/lib/spotify/accounts'
import type { PersonId } from '../../emulator/people.ts'
import {
  callbackUrl,
  clientId,
  clientSecret,
  createWorld,
  sessionOf,
  spotifyUrl,
  tokenRequests,
  type World,
} from '../support.ts'

const renewed = (outcome: RefreshOutcome | undefined): Session => {
  if (outcome?.kind !== 'renewed') throw new Error(`not renewed but ${JSON.stringify(outcome)}`)
  return outcome.session
}
const ownerOf = async ({ emulator }: World, { accessToken }: Session) => {
  const headers = { authorization: `Bearer ${accessToken}` }
  return (await (await emulator.fetch(`${spotifyUrl}/v1/me`, { headers })).json()).id
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

  test('share a refusal, but the next request asks again', async () => {
    const world = createWorld()
    const session = sessionOf(world)
    world.emulator.faults.set({ name: 'refresh_refused' })
    const outcomes = await Promise.all(repeat(50, () => world.context.refresh(session)))
    expect(outcomes.map(({ kind }) => kind)).toEqual(repeat(50, () => 'refused'))
    expect(tokenRequests(world)).toBe(1)
    world.emulator.faults.clear()
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

test('two sessions of one token keep what is their own', async () => {
  const world = createWorld()
  const session = sessionOf(world)
  const other = { ...session, id: 'another', viewer: { ...session.viewer, name: 'Another name' } }
  const [one, two] = (await Promise.all([session, other].map(world.context.refresh))).map(renewed)
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
] as const)('$fault.name $fault.status is $kind, and is not remembered', async ({ fault, kind }) => {
  const world = createWorld()
  const session = sessionOf(world)
  world.emulator.faults.set(fault)
  const outcome = await world.context.refresh(session)
  expect(outcome).toEqual({ kind, detail: expect.any(String) })
  for (const token of [session.accessToken, session.refreshToken]) expect(JSON.stringify(outcome)).not.toContain(token)
  world.emulator.faults.clear()
  expect((await world.context.refresh(session)).kind).toBe('renewed')
})

test('a refresh token is named without telling it', () => {
  expect(hashToken('AQEmSecret')).toMatch(/^[\w-]{43}$/)
  expect(hashToken('AQEmSecret')).not.toContain('AQEm')
  expect(hashToken('AQEmSecret')).not.toBe(hashToken('AQEmSecreu'))
})

type Visit = { person: PersonId; waitMs: number; cookie: 'newest' | 'first' }

/** Browsers that visit in any order, while Spotify's answers come in any other. */
async function run(scheduler: fc.Scheduler, visits: Visit[], rotation: boolean) {
  const world = createWorld()
  world.emulator.settings.rotation = rotation
  const open = new Map<string, number>()
  let most = 0
  const fetch = async (input: string | URL | Request, init?: RequestInit) => {
    const token = new URLSearchParams(await new Request(input, init).text()).get('refresh_token') ?? ''
    open.set(token, (open.get(token) ?? 0) + 1)
    most = Math.max(most, ...open.values())
    await scheduler.schedule(Promise.resolve(), 'Spotify receives')
    const answer = await world.emulator.fetch(input, init)
    await scheduler.schedule(Promise.resolve(), 'Spotify answers')
    open.set(token, (open.get(token) ?? 0) - 1)
    return answer
  }
  const accounts = createAccounts({ url: spotifyUrl, clientId, clientSecret, redirectUri: callbackUrl, fetch })
  const refresh = createRefresher(accounts, () => world.clock.ms)
  const people = [...new Set(visits.map(({ person }) => person))]
  const first = new Map(people.map((person) => [person, sessionOf(world, person)]))
  const newest = new Map(first)
  const results: { person: PersonId; session: Session }[] = []
  const visit = async ({ person, waitMs, cookie }: Visit) => {
    await scheduler.schedule(Promise.resolve(), `${person} visits`)
    world.clock.ms += waitMs
    const session = (cookie === 'newest' ? newest : first).get(person)
    const outcome = session && (await refresh(session))
    if (outcome?.kind !== 'renewed') return
    results.push({ person, session: outcome.session })
    // A late answer to the first cookie finds a browser that has gone on.
    if (cookie === 'newest' || newest.get(person) === session) newest.set(person, outcome.session)
  }
  await scheduler.waitFor(Promise.all(visits.map(visit)))
  return { world, most, results, newest }
}

test('in whatever order requests and answers come, nothing is asked twice at once, crossed or lost', async () => {
  const visit = fc.record({
    person: fc.constantFrom('mira', 'otto', 'ada') as fc.Arbitrary<PersonId>,
    waitMs: fc.constantFrom(0, 0, 0, 10, 5_000, 29_999, 31_000),
    cookie: fc.constantFrom('newest', 'newest', 'newest', 'first') as fc.Arbitrary<Visit['cookie']>,
  })
  const visits = fc.array(visit, { minLength: 2, maxLength: 14 })
  await fc.assert(
    fc.asyncProperty(fc.scheduler(), visits, fc.boolean(), async (scheduler, list, rotation) => {
      const { world, most, results, newest } = await run(scheduler, list, rotation)
      expect(most).toBe(1)
      for (const { person, session } of results) {
        expect(session.viewer.id).toBe(person)
        expect(await ownerOf(world, session)).toBe(person)
      }
      for (const session of newest.values()) {
        world.clock.ms += 60_000
        expect((await world.context.refresh(session)).kind).toBe('renewed')
      }
    }),
    { numRuns: 150 },
  )
}, 30_000)
