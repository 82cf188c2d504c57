import { describe, expect, test } from 'vitest'
import { seal } from '@/lib/session/seal'
import { signOut } from '@/lib/session/sign-in'
import { config, createSetup, day, sessionIn, signedIn, type TestSetup } from '../../../../../tests/unit/support.ts'
import { signIn } from '../../../../support/sign-in.ts'

const signedOut = ({ context, jar }: TestSetup, options?: { isForGood: boolean }) => signOut(context, jar, options)
const consentIn = async (setup: TestSetup) => {
  const { consentedAtMs, isConsentExact } = await sessionIn(setup)
  return { consentedAtMs, isConsentExact }
}

/** Signs Mira in through the consent page, and then signs her out. */
async function oneWhoLeft(): Promise<{ setup: TestSetup; consentedAtMs: number }> {
  const setup = createSetup()
  await signIn(setup, { showDialog: true })
  const { consentedAtMs } = await sessionIn(setup)
  await signedOut(setup)
  return { setup, consentedAtMs }
}

describe('consent date', () => {
  test('the consent date is marked as exact only if the sign-in forced Spotify to show the consent page', async () => {
    const setup = createSetup()
    await signIn(setup)
    expect(await consentIn(setup)).toEqual({ consentedAtMs: setup.clock.ms, isConsentExact: false })
    await signedOut(setup)
    setup.clock.ms += day
    await signIn(setup, { showDialog: true })
    expect(await consentIn(setup)).toEqual({ consentedAtMs: setup.clock.ms, isConsentExact: true })
  })

  test('signing out and then signing in again without seeing the consent page keeps the consent date', async () => {
    const { setup, consentedAtMs } = await oneWhoLeft()
    setup.clock.ms += 170 * day
    await signIn(setup)
    expect(await consentIn(setup)).toEqual({ consentedAtMs, isConsentExact: true })
    expect(setup.jar.names(), 'the session contains the date now').not.toContain('consents')
  })

  test('signing in again without signing out first keeps the consent date', async () => {
    const setup = createSetup()
    await signIn(setup)
    const before = await consentIn(setup)
    setup.clock.ms += 10 * day
    await signIn(setup)
    expect(await consentIn(setup)).toEqual(before)
  })

  test('each account has its own consent date', async () => {
    const { setup, consentedAtMs } = await oneWhoLeft()
    setup.clock.ms += 30 * day
    await signIn(setup, { person: 'otto', showDialog: true })
    expect(await consentIn(setup)).toEqual({ consentedAtMs: setup.clock.ms, isConsentExact: true })
    await signIn(setup)
    expect((await sessionIn(setup)).viewer.id).toBe('mira')
    expect((await consentIn(setup)).consentedAtMs).toBe(consentedAtMs)
    const ofOtto = setup.clock.ms
    setup.clock.ms += day
    await signIn(setup, { person: 'otto' })
    expect((await consentIn(setup)).consentedAtMs, 'after an account switch without a sign-out').toBe(ofOtto)
  })

  test('a sign-in through the consent page renews the consent date', async () => {
    const { setup } = await oneWhoLeft()
    setup.clock.ms += 170 * day
    await signIn(setup, { showDialog: true })
    expect((await consentIn(setup)).consentedAtMs).toBe(setup.clock.ms)
    await signedOut(setup)
    await signIn(setup)
    expect((await consentIn(setup)).consentedAtMs).toBe(setup.clock.ms)
  })

  test('a consent date that is more than six months old is discarded, so no session starts with expired consent', async () => {
    for (const isSignedOut of [true, false]) {
      const { setup } = await oneWhoLeft()
      await signIn(setup)
      if (isSignedOut) await signedOut(setup)
      setup.clock.ms += 185 * day
      await signIn(setup)
      expect(await consentIn(setup)).toEqual({ consentedAtMs: setup.clock.ms, isConsentExact: false })
    }
  })

  test('disconnecting from Spotify removes the consent date', async () => {
    const { setup } = await oneWhoLeft()
    await signIn(setup)
    await signedOut(setup, { isForGood: true })
    expect(setup.jar.names()).toEqual(['ended'])
  })

  test('the consent cookie lasts 180 days and has fewer than 1,000 characters, even after five users have signed out', async () => {
    const setup = createSetup({ appUrl: 'https://music.example.com' })
    for (const person of ['mira', 'otto', 'ada', 'nils', 'vera'] as const) {
      await signedIn(setup, person)
      await signedOut(setup)
      setup.clock.ms += day
    }
    const written = setup.jar.written.findLast(({ name }) => name === '__Host-consents')
    expect(written?.value.length).toBeLessThan(1_000)
    expect(written?.options.maxAge).toBe(180 * 86_400)
  })

  test('a consent cookie that was encrypted with an unknown password is kept', async () => {
    const setup = createSetup()
    const sealed = await seal({ 1: 'a password that this instance does not have' }, 'consents', [], 60)
    setup.jar.cookies.set('consents', sealed)
    await signIn(setup)
    expect(setup.jar.cookies.get('consents')).toBe(sealed)
  })

  test('if the consent cookie and the previous session have different dates, the earlier one is used', async () => {
    const { setup, consentedAtMs } = await oneWhoLeft()
    const cookie = setup.jar.cookies.get('consents') ?? ''
    setup.clock.ms += 30 * day
    await signIn(setup, { showDialog: true })
    setup.jar.cookies.set('consents', cookie)
    await signIn(setup)
    expect((await consentIn(setup)).consentedAtMs).toBe(consentedAtMs)
  })

  test('a damaged or invalid consent cookie is ignored', async () => {
    const session = await seal(
      config.passwords,
      'session',
      [{ account: 'a', consentedAtMs: 0, isConsentExact: true }],
      60,
    )
    for (const value of ['nonsense', session, await seal(config.passwords, 'consents', 'text', 60)]) {
      const setup = createSetup()
      setup.jar.cookies.set('consents', value)
      await signIn(setup)
      expect(await consentIn(setup)).toEqual({ consentedAtMs: setup.clock.ms, isConsentExact: false })
    }
  })
})
