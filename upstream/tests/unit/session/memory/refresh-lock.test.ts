import { describe, expect, test } from 'vitest'
import type { RefreshResponse } from '@/lib/session/context'
import { fingerprint, seal } from '@/lib/session/seal'
import {
  config,
  newPassword,
  sessionOf,
  spotifyUrl,
  type TestSetup,
  tokenRequests,
} from '../../../../../tests/unit/support.ts'
import { createInstances } from './refresh-instances.ts'
import { kindOf, tokensOf } from './refresh-response.ts'

const contentOf = (response: RefreshResponse) => [tokensOf(response), response.atMs]

/** Asks the emulator who owns the access token, and returns that user's ID. */
async function ownerOf({ emulator }: TestSetup, response: RefreshResponse): Promise<unknown> {
  const headers = { authorization: `Bearer ${tokensOf(response).accessToken}` }
  return (await (await emulator.fetch(`${spotifyUrl}/v1/me`, { headers })).json()).id
}

describe('instances that share a store', () => {
  test.each([false, true])(
    'instances that refresh the same session at the same time make only one token request (rotation: %s)',
    async (rotation) => {
      const { setup, start, session } = createInstances({ rotation })
      const responses = await Promise.all(
        [start(), start(), start()].flatMap((request) => [0, 1].map(() => request(session))),
      )
      expect(new Set(responses.map((response) => tokensOf(response).accessToken)).size).toBe(1)
      expect(new Set(responses.map((response) => tokensOf(response).refreshToken)).size).toBe(1)
      expect(tokenRequests(setup)).toBe(1)
    },
  )

  test('instances share a token response for 30 seconds', async () => {
    const { setup, clock, start, session } = createInstances({ rotation: true })
    const first = await start()(session)
    clock.ms += 29_999
    expect(contentOf(await start()(session))).toEqual(contentOf(first))
    expect(tokenRequests(setup)).toBe(1)
    clock.ms += 1
    expect(kindOf(await start()(session))).toBe('grant_refused')
    expect(tokenRequests(setup)).toBe(2)
  })

  test('an instance that was frozen while it waited for another instance still uses that instance’s response', async () => {
    const { setup, clock, store, start, session, responseKey, lockKey } = createInstances({ rotation: true })
    const first = await start()(session)
    const stored = store.values.get(responseKey)
    store.values.delete(responseKey)
    store.values.set(lockKey, { value: 'other instance', untilMs: clock.ms + 60_000 })
    store.before = (call) => {
      if (call !== 'setIfAbsent' || !stored || store.values.has(responseKey)) return
      clock.ms += 13_000
      store.values.set(responseKey, stored)
    }
    expect(contentOf(await start()(session))).toEqual(contentOf(first))
    expect(tokenRequests(setup)).toBe(1)
  })

  test('a shared token response expires on all instances at the same time', async () => {
    const { clock, start, session } = createInstances()
    const first = await start()(session)
    const other = start()
    clock.ms += 20_000
    expect(contentOf(await other(session))).toEqual(contentOf(first))
    clock.ms += 10_000
    expect(tokensOf(await other(session)).accessToken).not.toBe(tokensOf(first).accessToken)
  })

  test('instances that refresh two sessions at the same time do not mix up the sessions’ tokens', async () => {
    const { setup, start, session } = createInstances({ rotation: true })
    const other = sessionOf(setup, 'otto')
    const [one, two] = [start(), start()]
    const responses = await Promise.all([one(session), two(other), one(other), two(session)])
    const owners = await Promise.all(responses.map((response) => ownerOf(setup, response)))
    expect(owners).toEqual(['mira', 'otto', 'otto', 'mira'])
    const tokens = responses.map((response) => tokensOf(response).accessToken)
    expect([tokens[0], tokens[1]]).toEqual([tokens[3], tokens[2]])
    expect(tokens[0]).not.toBe(tokens[1])
  })

  test('instances share a stored refusal, but a retry ignores the refusal and makes a new token request', async () => {
    const { setup, start, session } = createInstances()
    setup.emulator.faults.set({ name: 'refresh_refused', times: 1 })
    expect(kindOf(await start()(session))).toBe('grant_refused')
    const other = start()
    expect(kindOf(await other(session))).toBe('grant_refused')
    expect(tokenRequests(setup)).toBe(1)
    expect(kindOf(await other(session, { isRetry: true }))).toBe('tokens')
    expect(kindOf(await start()(session))).toBe('tokens')
    expect(tokenRequests(setup)).toBe(2)
  })

  test('a retry makes its own token request, even while another request reads the stored refusal', async () => {
    const { setup, store, start, session } = createInstances()
    setup.emulator.faults.set({ name: 'refresh_refused', times: 1 })
    await start()(session)
    const other = start()
    let retry: ReturnType<typeof other> | undefined
    store.before = async () => {
      await setup.context.pause(0)
      retry ??= other(session, { isRetry: true })
    }
    await other(session)
    expect((await retry)?.outcome.kind).toBe('tokens')
    expect(tokenRequests(setup)).toBe(2)
  })

  test.each(['server_error', 'client_refused', 'cut'] as const)(
    'a failure caused by the fault %s is not shared between instances',
    async (name) => {
      const { setup, clock, start, session } = createInstances()
      setup.emulator.faults.set({ name, where: 'token', times: 1 })
      expect(kindOf(await start()(session))).not.toBe('tokens')
      const before = clock.ms
      expect(kindOf(await start()(session))).toBe('tokens')
      expect(clock.ms).toBe(before)
    },
  )

  test('a refusal never replaces new tokens in the store', async () => {
    const { clock, store, start, session } = createInstances({ rotation: true })
    const first = await start()(session)
    store.before = () => {
      store.before = () => undefined
      throw new Error('down for one call')
    }
    expect(kindOf(await start()(session))).toBe('grant_refused')
    clock.ms += 1_000
    expect(contentOf(await start()(session))).toEqual(contentOf(first))
  })
})

describe('token responses in the store', () => {
  test('a stored token response is sealed, reveals no token, and expires within a minute', async () => {
    const { store, clock, start, session } = createInstances({ rotation: true })
    const after = tokensOf(await start()(session))
    expect(store.written.length).toBeGreaterThan(1)
    for (const { key, value, lifeMs } of store.written) {
      expect(lifeMs).toBeGreaterThan(0)
      expect(lifeMs).toBeLessThanOrEqual(60_000)
      const texts = [key, value, ...value.split('*').map((part) => Buffer.from(part, 'base64url').toString('latin1'))]
      for (const { accessToken, refreshToken = '-' } of [session, after])
        for (const secret of [accessToken, refreshToken, accessToken.slice(4, 30), session.viewer.name ?? '-'])
          expect(texts.join()).not.toContain(secret)
    }
    const inUse = [...store.values.keys()]
    expect(inUse).toEqual([`stagedoor:refresh:${fingerprint(session.refreshToken)}`])
    clock.ms += 30_000
    expect(await store.get(inUse[0] ?? '')).toBeNull()
  })

  test('a stored token response is ignored if it is damaged, or if it was sealed for a different purpose or token', async () => {
    const { setup, store, start, session, responseKey } = createInstances()
    const other = sessionOf(setup, 'otto')
    await start()(other)
    const copied = store.values.get(`stagedoor:refresh:${fingerprint(other.refreshToken)}`)?.value ?? ''
    const forged = { atMs: setup.clock.ms, outcome: { kind: 'grant_refused', detail: 'forged' } }
    for (const value of [
      'garbage',
      `${copied.slice(0, -20)}A${copied.slice(-19)}`,
      await seal(config.passwords, 'session', forged, 60),
      await seal(config.passwords, 'refresh', { ...forged, outcome: { kind: 'tokens' } }, 60),
      await seal(config.passwords, 'refresh', null, 60),
      copied,
    ]) {
      await store.set(responseKey, value, 30_000)
      const requests = tokenRequests(setup)
      expect(await ownerOf(setup, await start()(session))).toBe('mira')
      expect(tokenRequests(setup)).toBe(requests + 1)
    }
  })

  test('an instance with a different password cannot read a stored token response, so it makes its own token request', async () => {
    const { setup, start, session } = createInstances()
    const first = await start()(session)
    const stranger = start({ config: { passwords: { 1: newPassword } } })
    expect(tokensOf(await stranger(session)).accessToken).not.toBe(tokensOf(first).accessToken)
    expect(tokenRequests(setup)).toBe(2)
  })

  test('an instance with an additional, newer password can read a token response that was sealed with the old password', async () => {
    const { setup, start, session } = createInstances()
    const first = await start()(session)
    const newer = start({ config: { passwords: { ...config.passwords, 2: newPassword } } })
    expect(contentOf(await newer(session))).toEqual(contentOf(first))
    expect(tokenRequests(setup)).toBe(1)
  })
})
