import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  readSessionCookie,
  removeRevokedSession,
  replaceSession,
  revokeSession,
  writeSessionCookie,
} from '@/lib/session/cookies'
import { maxSessionMs, sessionEndsAtMs } from '@/lib/session/session'
import { signOut } from '@/lib/session/sign-in'
import { createSetup, day, sessionOf, signedIn, TestJar } from '../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../support/another-instance.ts'

const idOf = (letter: string | number) => String(letter).padEnd(16, 'x')

describe('revocation cookie', () => {
  test('the revocation cookie lists up to four sessions without duplicates, starting with the most recently revoked one', async () => {
    const setup = createSetup()
    const session = sessionOf(setup)
    const ids = fc.array(fc.constantFrom(...'abcdefg').map(idOf), { minLength: 1, maxLength: 12 })
    await fc.assert(
      fc.asyncProperty(ids, async (ids) => {
        const jar = new TestJar()
        for (const id of ids) await revokeSession(setup.context, jar, { ...session, id })
        const named = [...new Set(ids.toReversed())].slice(0, 4)
        expect(jar.get('ended')?.value).toBe(named.join('.'))
        // Reads the cookie in a new process, whose memory contains no revoked sessions.
        const { context } = anotherInstance(setup)
        for (const id of [...'abcdefg'].map(idOf)) {
          await writeSessionCookie(context, jar, { ...session, id })
          expect((await readSessionCookie(context, jar)) === null, id).toBe(named.includes(id))
        }
      }),
      { numRuns: 30 },
    )
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
    ['a', 2, 3, 4, 5].map(idOf).join('.'),
    'ä'.repeat(16),
    'a'.repeat(1_000_000),
    `${idOf('a')}.`.repeat(60_000),
  ])('a malformed revocation cookie does not revoke a session: case %#', async (value) => {
    const setup = createSetup()
    const session = { ...sessionOf(setup), id: idOf('a') }
    await writeSessionCookie(setup.context, setup.jar, session)
    await readSessionCookie(setup.context, setup.jar)
    if (value !== undefined) setup.jar.cookies.set('ended', value)
    const before = process.cpuUsage()
    expect(await readSessionCookie(setup.context, setup.jar)).toEqual(session)
    expect(process.cpuUsage(before).user, 'CPU time in microseconds').toBeLessThan(500_000)
  })

  test('revoking a session replaces a malformed revocation cookie with a list of at most four sessions', async () => {
    const setup = createSetup()
    const session = { ...sessionOf(setup), id: idOf('a') }
    await fc.assert(
      fc.asyncProperty(fc.string({ unit: 'binary' }), async (text) => {
        const jar = new TestJar([['ended', text]])
        await revokeSession(setup.context, jar, session)
        expect(jar.get('ended')?.value).toMatch(/^axxxxxxxxxxxxxxx(?:\.[\w-]{16}){0,3}$/)
      }),
    )
  })

  test('after six sign-outs in one browser, the revocation cookie lists only the last four sessions', async () => {
    const setup = createSetup()
    const ids: string[] = []
    for (let index = 0; index < 6; index++) {
      ids.unshift((await signedIn(setup)).id)
      await signOut(setup.context, setup.jar)
    }
    expect(setup.jar.names()).toEqual(['ended', 'consents'])
    expect(setup.jar.get('ended')?.value).toBe(ids.slice(0, 4).join('.'))
  })

  test('the revocation cookie is HttpOnly, is bound to the host, and lasts as long as the longest possible session', async () => {
    const setup = createSetup({ appUrl: 'https://music.example.com' })
    await signedIn(setup)
    setup.clock.ms += 100 * day
    await signOut(setup.context, setup.jar)
    expect(setup.jar.written.findLast(({ name }) => name.endsWith('ended'))).toMatchObject({
      name: '__Host-ended',
      options: { maxAge: maxSessionMs / 1_000, httpOnly: true, secure: true, sameSite: 'lax', path: '/' },
    })
  })

  test('the revocation cookie lasts at least as long as the revoked session, even if the new session expires earlier', async () => {
    const setup = createSetup()
    const { context, jar } = setup
    const before = await signedIn(setup)
    const session = sessionOf(setup, 'otto', { consentedAtMs: setup.clock.ms - 170 * day })
    await replaceSession(context, jar, before, session)
    expect(jar.written.at(-1)).toMatchObject({ name: 'ended', value: before.id })
    const endsAtMs = setup.clock.ms + (jar.written.at(-1)?.options.maxAge ?? 0) * 1_000
    expect(endsAtMs).toBeGreaterThanOrEqual(sessionEndsAtMs(before))
  })

  test('a damaged revocation cookie revokes no session and is replaced when the next session is revoked', async () => {
    const setup = createSetup()
    const session = await signedIn(setup)
    setup.jar.cookies.set('ended', `${session.id}.and more`)
    await removeRevokedSession(setup.context, setup.jar)
    expect(await readSessionCookie(setup.context, setup.jar)).toEqual(session)
    await revokeSession(setup.context, setup.jar, session)
    expect(setup.jar.get('ended')?.value).toBe(session.id)
  })

  test('a revoked session’s cookie is removed, but other session cookies are kept', async () => {
    const setup = createSetup()
    await signedIn(setup)
    const back = setup.jar.copy()
    await signOut(setup.context, setup.jar)
    back.cookies.set('ended', setup.jar.get('ended')?.value ?? '')
    await removeRevokedSession(setup.context, back)
    expect(back.written).toMatchObject([{ name: 'session', value: '', options: { maxAge: 0 } }])

    for (const other of [await signedIn(setup), null]) {
      if (!other) setup.jar.cookies.set('session', 'Fe26.2*1*nonsense')
      const written = setup.jar.written.length
      await removeRevokedSession(setup.context, setup.jar)
      expect(setup.jar.written).toHaveLength(written)
    }
  })

  test('no revocation cookie is set if no session was revoked', async () => {
    const setup = createSetup()
    await removeRevokedSession(setup.context, setup.jar)
    await signedIn(setup)
    await removeRevokedSession(setup.context, setup.jar)
    expect(setup.jar.written).toHaveLength(1)
    expect(await readSessionCookie(setup.context, setup.jar)).toMatchObject({ viewer: sessionOf(setup).viewer })
  })
})
