import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { createEndedSessions, parseMarker, toMarker } from '@/lib/session/ended'
import { sessionEndsAtMs } from '@/lib/session/session'
import { clearEndedCookie, endSession, readSessionCookie } from '@/lib/session/session-cookie'
import { signOut } from '@/lib/session/sign-in'
import { MemoryStore } from '../memory-store.ts'
import { createWorld, sessionOf, signedIn } from '../support.ts'

const idOf = (letter: string | number) => String(letter).padEnd(16, 'x')

describe('the marker', () => {
  test('gives back what was put in, at most four of it, the newest first and none twice', () => {
    const id = fc.stringMatching(/^[\w-]{16}$/)
    fc.assert(
      fc.property(fc.array(id, { minLength: 1, maxLength: 12 }), (ids) => {
        expect(parseMarker(toMarker(ids))).toEqual([...new Set(ids)].slice(0, 4))
      }),
    )
    expect(toMarker([idOf('a'), idOf('b'), idOf('a')])).toBe(`${idOf('a')}.${idOf('b')}`)
  })

  test.each([
    undefined,
    '',
    ' ',
    '.',
    '__proto__',
    'a',
    `${idOf('a')}.`,
    `.${idOf('a')}`,
    `${idOf('a')}..${idOf('b')}`,
    `${idOf('a')}\n`,
    `${idOf('a')}\0`,
    `${idOf('a')},${idOf('b')}`,
    `${idOf('a')}x`,
    [1, 2, 3, 4, 5].map(idOf).join('.'),
    'ä'.repeat(16),
    'a'.repeat(1_000_000),
    `${idOf('a')}.`.repeat(60_000),
  ])('that is none names nobody: %#', (value) => {
    const startedAt = performance.now()
    expect(parseMarker(value)).toEqual([])
    expect(performance.now() - startedAt).toBeLessThan(100)
  })

  test('of any text at all is a short list or none', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(parseMarker(text).length).toBeLessThanOrEqual(4)
      }),
    )
  })
})

describe('the memory of one process', () => {
  test('knows what was added, and nothing else', async () => {
    const ended = createEndedSessions()
    await ended.add('a', 1)
    expect([ended.has('a'), ended.has('b'), ended.has('__proto__')]).toEqual([true, false, false])
    expect([await ended.isEnded('a'), await ended.isEnded('b')]).toEqual([true, false])
  })

  test('has a bound, and forgets the oldest', async () => {
    const ended = createEndedSessions()
    for (let index = 0; index < 10_001; index++) await ended.add(`id ${index}`, 1)
    expect([ended.has('id 0'), ended.has('id 1'), ended.has('id 10000')]).toEqual([false, true, true])
  })

  test('hears of the others through the store, and asks it about what it has not heard', async () => {
    const clock = { ms: 1_000 }
    const board = new MemoryStore(clock).board('ended')
    const [here, there] = [createEndedSessions(board), createEndedSessions(board)]
    await here.add('a', 5_000)
    expect(there.has('a')).toBe(true)
    const late = createEndedSessions(board)
    expect([late.has('a'), await late.isEnded('a'), late.has('a')]).toEqual([false, true, true])
    clock.ms = 5_000
    expect(await createEndedSessions(board).isEnded('a')).toBe(false)
  })

  test('does without a store that is away', async () => {
    const store = new MemoryStore({ ms: 1_000 })
    store.before = () => {
      throw new Error('away')
    }
    const ended = createEndedSessions(store.board('ended'))
    await ended.add('a', 5_000)
    expect([ended.has('a'), await ended.isEnded('a'), await ended.isEnded('b')]).toEqual([true, true, false])
  })
})

describe('in the browser', () => {
  test('the marker names the last four sessions that ended there, and grows no further', async () => {
    const world = createWorld()
    const ids: string[] = []
    for (let index = 0; index < 6; index++) {
      ids.unshift((await signedIn(world)).id)
      await signOut(world.context, world.jar)
    }
    expect(world.jar.names()).toEqual(['ended', 'consents'])
    expect(world.jar.get('ended')?.value).toBe(ids.slice(0, 4).join('.'))
  })

  test('it stays for as long as the session could have lived, closed to scripts and bound to the host', async () => {
    const world = createWorld({ appUrl: 'https://music.example.com' })
    const leftMs = (sessionEndsAtMs(await signedIn(world)) - world.clock.ms) / 2
    world.clock.ms += leftMs
    await signOut(world.context, world.jar)
    expect(world.jar.written.findLast(({ name }) => name.endsWith('ended'))).toMatchObject({
      name: '__Host-ended',
      options: { maxAge: leftMs / 1_000, httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
    })
  })

  test('one that is damaged ends no session, and gives way to a good one', async () => {
    const world = createWorld()
    const session = await signedIn(world)
    world.jar.cookies.set('ended', `${session.id}.and more`)
    clearEndedCookie(world.context, world.jar)
    expect(readSessionCookie(world.context, world.jar)).toEqual(session)
    await endSession(world.context, world.jar, session)
    expect(world.jar.get('ended')?.value).toBe(session.id)
  })

  test('the cookie of an ended session is cleared away, that of a session or of nothing we know is left', async () => {
    const world = createWorld()
    await signedIn(world)
    const back = world.jar.copy()
    await signOut(world.context, world.jar)
    back.cookies.set('ended', world.jar.get('ended')?.value ?? '')
    clearEndedCookie(world.context, back)
    expect(back.written).toMatchObject([{ name: 'session', value: '', options: { maxAge: 0 } }])

    for (const other of [await signedIn(world), null]) {
      if (!other) world.jar.cookies.set('session', 'Fe26.2*1*nonsense')
      const written = world.jar.written.length
      clearEndedCookie(world.context, world.jar)
      expect(world.jar.written).toHaveLength(written)
    }
  })

  test('where nothing ended nothing is opened or written', async () => {
    const world = createWorld()
    clearEndedCookie(world.context, world.jar)
    await signedIn(world)
    clearEndedCookie(world.context, world.jar)
    expect(world.jar.written).toHaveLength(1)
    expect(readSessionCookie(world.context, world.jar)).toMatchObject({ viewer: sessionOf(world).viewer })
  })
})
