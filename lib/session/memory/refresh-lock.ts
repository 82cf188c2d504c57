import { randomUUID } from 'node:crypto'
import { fingerprint } from '@/lib/session/fingerprint'
import type { Passwords } from '@/lib/session/seal'
import type { Accounts } from '@/lib/spotify/accounts'
import type { SharedStore } from './redis'
import { type RefreshResponse, responseLifeMs, sealResponse, unsealResponse } from './refresh-response'
import { createSingleFlight } from './single-flight'

/** Requests new tokens, once for all callers with the same refresh token. With `isRetry`, ignores an earlier refusal. */
export type RequestRefresh = (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>

type Dependencies = {
  accounts: Pick<Accounts, 'refresh'>
  passwords: Passwords
  now: () => number
  pause: (ms: number) => Promise<void>
  /** Only if there are several instances. */
  store?: SharedStore | undefined
}

/**
 * Returns a function that sends one token request at a time per refresh token. Calls made during the request, or up to 30 seconds
 * after it succeeds, share its response. This works within one process, and across instances if they share a store.
 */
export function createRequestRefresh({ accounts, store, passwords, now, pause }: Dependencies): RequestRefresh {
  const flight = createSingleFlight<RefreshResponse>((response) => response.atMs + responseLifeMs(response), now)
  return (refreshToken, { isRetry }) => {
    const key = fingerprint(refreshToken)
    const accepts = ({ outcome }: RefreshResponse) => !isRetry || outcome.kind !== 'grant_refused'
    const request = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    return flight(
      key,
      () => (store ? withLock({ key, store, passwords, now, pause, request, accepts }) : request()),
      accepts,
    )
  }
}

/** A little longer than a refresh may take, so that an instance loses its lock only if it has died. */
const lockMs = 9_000
/** Longer than the lock, so that a waiting instance can take over the lock and the others receive its response. */
const waitMs = 12_000
const pollMs = 40

type Locked = Required<Omit<Dependencies, 'accounts'>> & {
  key: string
  store: SharedStore
  request: () => Promise<RefreshResponse>
  accepts: (response: RefreshResponse) => boolean
}

/**
 * The instance that gets the lock requests the tokens and stores the sealed response for up to 30 seconds, and the others wait for
 * it. If the store is down or has lost its data, each instance sends its own request.
 */
async function withLock(locked: Locked): Promise<RefreshResponse> {
  const holder = randomUUID()
  const shared = await waitForResponseOrLock(locked, holder).catch(() => null)
  if (shared) return shared
  const response = await locked.request()
  await storeAndUnlock(locked, response, holder).catch(() => undefined)
  return response
}

const responseKey = ({ key }: Locked) => `stagedoor:refresh:${key}`
const lockKey = ({ key }: Locked) => `stagedoor:lock:${key}`

/**
 * Returns another instance's response. Returns `null` once this instance has the lock, or has waited so long that it continues
 * without it.
 */
async function waitForResponseOrLock(locked: Locked, holder: string): Promise<RefreshResponse | null> {
  const { store, now, pause } = locked
  for (const deadlineMs = now() + waitMs; now() < deadlineMs; await pause(pollMs)) {
    const response = await readResponse(locked)
    if (response) return response
    if (await store.setIfAbsent(lockKey(locked), holder, lockMs)) {
      // The previous holder may have finished between the two calls.
      const late = await readResponse(locked).catch(() => null)
      if (late) await store.deleteIfEqual(lockKey(locked), holder)
      return late
    }
  }
  return null
}

async function readResponse(locked: Locked): Promise<RefreshResponse | null> {
  const sealed = await locked.store.get(responseKey(locked))
  const response = sealed && (await unsealResponse(locked.passwords, locked.key, sealed))
  return response && locked.accepts(response) ? response : null
}

async function storeAndUnlock(locked: Locked, response: RefreshResponse, holder: string): Promise<void> {
  const { store, passwords, key } = locked
  const { kind } = response.outcome
  try {
    if (kind !== 'tokens' && kind !== 'grant_refused') return
    const sealed = await sealResponse(passwords, key, response)
    if (kind === 'tokens') await store.set(responseKey(locked), sealed, responseLifeMs(response))
    // A refusal may come from an instance that continued without the lock, so it never replaces new tokens.
    else await store.setIfAbsent(responseKey(locked), sealed, responseLifeMs(response))
  } finally {
    // Runs even if the lock command timed out, because this instance may hold the lock anyway.
    await store.deleteIfEqual(lockKey(locked), holder)
  }
}
