import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fingerprint, type Passwords, seal, unseal } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import type { Accounts, TokenOutcome } from '@/lib/spotify/accounts'
import { scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import type { SharedStore } from './redis'
import { createSingleFlight } from './single-flight'

/** Spotify's response to a refresh request, and the time when the response arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/**
 * Requests new tokens. Callers with the same refresh token share one request. If `isRetry` is `true`, a cached refusal isn't
 * reused.
 */
export type RequestRefresh = (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>

type Dependencies = {
  accounts: Pick<Accounts, 'refresh'>
  passwords: Passwords
  now: () => number
  pause: (ms: number) => Promise<void>
  /** The store that instances share; `undefined` if there is only one instance. */
  store?: SharedStore | undefined
}

/** How long a refusal is cached: long enough to cover all the requests in one page view. */
const holdRefusalMs = 10_000
/**
 * How long a failure other than a refusal is cached: long enough that, during an outage, all the requests in one page view share
 * one timeout.
 */
const holdFailureMs = 1_000
/** How long a lock lasts. A refresh takes at most eight seconds, so a lock expires only if its holder has crashed. */
const lockMs = 9_000
const pollMs = 40
/**
 * How often an instance looks for another instance's response: for at least 12 seconds, which is longer than `lockMs`. If an
 * instance crashes, a waiting instance can therefore take over the lock, send the request and share the response with the others.
 * This is a number because, after a freeze, a time limit would have passed before the next look.
 */
const maxPolls = 300

/**
 * Returns a function that sends one token request at a time for each refresh token. Calls made during a request, or up to 30
 * seconds after the request succeeds, share that request's response. Requests are shared by all callers in a process and, if there
 * is a store, by all instances.
 */
export function createRequestRefresh({ accounts, store, passwords, now, pause }: Dependencies): RequestRefresh {
  const flight = createSingleFlight<RefreshResponse>((response) => response.atMs + responseLifeMs(response), now)
  return (refreshToken, { isRetry }) => {
    const key = fingerprint(refreshToken)
    const accepts = ({ outcome }: RefreshResponse) => !isRetry || outcome.kind !== 'grant_refused'
    const request = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    return flight(key, () => (store ? requestWithLock(store, key, request, accepts) : request()), accepts)
  }

  /**
   * Ensures that only one instance requests new tokens. The instance that gets the lock sends the request and stores the sealed
   * response for up to 30 seconds. The other instances wait for this response. If the store is down or has lost its data, each
   * instance sends its own request.
   */
  async function requestWithLock(
    store: SharedStore,
    key: string,
    request: () => Promise<RefreshResponse>,
    accepts: (response: RefreshResponse) => boolean,
  ): Promise<RefreshResponse> {
    const lockKey = `stagedoor:lock:${key}`
    const holder = randomUUID()
    const readShared = async () => {
      const response = await readResponse(store, passwords, key)
      return response && accepts(response) ? response : null
    }
    /**
     * Waits for another instance's response and returns it. Returns `null` if this instance must send the request, either because
     * it got the lock or because `waitMs` has passed.
     */
    const waitForResponseOrLock = async () => {
      for (let polls = 0; polls < maxPolls; polls++) {
        if (polls > 0) await pause(pollMs)
        const response = await readShared()
        if (response) return response
        if (await store.setIfAbsent(lockKey, holder, lockMs)) {
          // The lock's previous holder may have stored its response between the last two calls to the store.
          const late = await readShared().catch(() => null)
          if (late) await store.deleteIfEqual(lockKey, holder)
          return late
        }
      }
      return null
    }

    const shared = await waitForResponseOrLock().catch(() => null)
    if (shared) return shared
    const response = await request()
    await storeResponse(store, passwords, key, response)
      // Releases the lock even if the command to acquire it timed out, because Redis may have executed that command.
      .finally(() => store.deleteIfEqual(lockKey, holder))
      .catch(() => undefined)
    return response
  }
}

/**
 * Returns how long, in milliseconds, a response is reused for requests that still send the old cookie. Tokens aren't reused after
 * they expire.
 */
function responseLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}

const storedShape = z.object({
  /** The refresh token's fingerprint, which ensures that the response is used only for this token. */
  key: z.string(),
  atMs: z.number(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('grant_refused'), detail: z.string() }),
    z.object({
      kind: z.literal('tokens'),
      tokens: z.object({
        accessToken: z.string(),
        expiresInSeconds: z.number(),
        refreshToken: z.string().optional(),
        scopes: z.number().transform(scopesFromBits).optional(),
      }),
    }),
  ]),
})

const responseKey = (key: string) => `stagedoor:refresh:${key}`

/** Returns the response that an instance has stored for this key, or `null` if there is none. */
async function readResponse(store: SharedStore, passwords: Passwords, key: string): Promise<RefreshResponse | null> {
  const sealed = await store.get(responseKey(key))
  const stored = sealed && storedShape.safeParse(await unseal(passwords, 'refresh', sealed)).data
  return stored && stored.key === key ? stored : null
}

/** Stores new tokens, or Spotify's refusal of the refresh token, for the other instances. Other failures aren't stored. */
async function storeResponse(store: SharedStore, passwords: Passwords, key: string, response: RefreshResponse) {
  const { outcome, atMs } = response
  if (outcome.kind !== 'tokens' && outcome.kind !== 'grant_refused') return
  const tokens = outcome.kind === 'tokens' && {
    tokens: { ...outcome.tokens, scopes: outcome.tokens.scopes && scopesToBits(outcome.tokens.scopes) },
  }
  const sealed = await seal(passwords, 'refresh', { key, atMs, outcome: { ...outcome, ...tokens } }, holdMs / 1_000)
  // A refusal may come from an instance that continued without the lock, so a refusal must not overwrite new tokens.
  if (tokens) await store.set(responseKey(key), sealed, responseLifeMs(response))
  else await store.setIfAbsent(responseKey(key), sealed, responseLifeMs(response))
}
