import { describe, expect, test } from 'vitest'
import { seal } from '@/lib/session/seal'
import { signOut } from '@/lib/session/sign-in'
import { config, createWorld, day, sessionIn, signedIn, type World } from '../../../../../tests/unit/support.ts'
import { signIn } from '../../../../support/sign-in.ts'

const signedOut = ({ context, jar }: World, options?: { isForGood: boolean }) => signOut(context, jar, options)
const consentIn = async (world: World) => {
  const { consentedAtMs, isConsentExact } = await sessionIn(world)
  return { consentedAtMs, isConsentExact }
}

/** Mira, who was shown the consent page on request and has signed out. */
async function oneWhoLeft(): Promise<{ world: World; consentedAtMs: number }> {
  const world = createWorld()
  await signIn(world, { showDialog: true })
  const { consentedAtMs } = await sessionIn(world)
  await signedOut(world)
  return { world, consentedAtMs }
}

describe('the date of consent', () => {
  test('is exact if the consent page was requested, and otherwise the latest possible', async () => {
    const world = createWorld()
    await signIn(world)
    expect(await consentIn(world)).toEqual({ consentedAtMs: world.clock.ms, isConsentExact: false })
    await signedOut(world)
    world.clock.ms += day
    await signIn(world, { showDialog: true })
    expect(await consentIn(world)).toEqual({ consentedAtMs: world.clock.ms, isConsentExact: true })
  })

  test('survives a sign-out and a sign-in without the consent page', async () => {
    const { world, consentedAtMs } = await oneWhoLeft()
    world.clock.ms += 170 * day
    await signIn(world)
    expect(await consentIn(world)).toEqual({ consentedAtMs, isConsentExact: true })
    expect(world.jar.names(), 'the session has it now').not.toContain('consents')
  })

  test('is kept by a second sign-in without a sign-out', async () => {
    const world = createWorld()
    await signIn(world)
    const before = await consentIn(world)
    world.clock.ms += 10 * day
    await signIn(world)
    expect(await consentIn(world)).toEqual(before)
  })

  test('is that of the same account only', async () => {
    const { world, consentedAtMs } = await oneWhoLeft()
    world.clock.ms += 30 * day
    await signIn(world, { person: 'otto', showDialog: true })
    expect(await consentIn(world)).toEqual({ consentedAtMs: world.clock.ms, isConsentExact: true })
    await signIn(world)
    expect((await sessionIn(world)).viewer.id).toBe('mira')
    expect((await consentIn(world)).consentedAtMs).toBe(consentedAtMs)
    const ofOtto = world.clock.ms
    world.clock.ms += day
    await signIn(world, { person: 'otto' })
    expect((await consentIn(world)).consentedAtMs, 'after a switch without a sign-out').toBe(ofOtto)
  })

  test('restarts on the consent page', async () => {
    const { world } = await oneWhoLeft()
    world.clock.ms += 170 * day
    await signIn(world, { showDialog: true })
    expect((await consentIn(world)).consentedAtMs).toBe(world.clock.ms)
    await signedOut(world)
    await signIn(world)
    expect((await consentIn(world)).consentedAtMs).toBe(world.clock.ms)
  })

  test('is forgotten after six months, so that no sign-in starts with expired consent', async () => {
    for (const isSignedOut of [true, false]) {
      const { world } = await oneWhoLeft()
      await signIn(world)
      if (isSignedOut) await signedOut(world)
      world.clock.ms += 185 * day
      await signIn(world)
      expect(await consentIn(world)).toEqual({ consentedAtMs: world.clock.ms, isConsentExact: false })
    }
  })

  test('is forgotten on disconnecting', async () => {
    const { world } = await oneWhoLeft()
    await signIn(world)
    await signedOut(world, { isForGood: true })
    expect(world.jar.names()).toEqual(['ended'])
  })

  test('is kept for the last four accounts, in a cookie of at most a kilobyte', async () => {
    const world = createWorld({ appUrl: 'https://music.example.com' })
    for (const person of ['mira', 'otto', 'ada', 'nils', 'vera'] as const) {
      await signedIn(world, person)
      await signedOut(world)
      world.clock.ms += day
    }
    const written = world.jar.written.findLast(({ name }) => name === '__Host-consents')
    expect(written?.value.length).toBeLessThan(1_000)
    expect(written?.options.maxAge).toBe(180 * 86_400)
  })

  test('is unknown if the cookie is damaged or invalid', async () => {
    const session = await seal(
      config.passwords,
      'session',
      [{ account: 'a', consentedAtMs: 0, isConsentExact: true }],
      60,
    )
    for (const value of ['nonsense', session, await seal(config.passwords, 'consents', 'text', 60)]) {
      const world = createWorld()
      world.jar.cookies.set('consents', value)
      await signIn(world)
      expect(await consentIn(world)).toEqual({ consentedAtMs: world.clock.ms, isConsentExact: false })
    }
  })
})
