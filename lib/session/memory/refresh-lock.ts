import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { fingerprint } from '@/lib/session/fingerprint'
import { type Passwords, seal, unseal } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import type { Accounts } from '@/lib/spotify/accounts'
import { scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import type { TokenOutcome } from '@/lib/spotify/token-response'
import type { SharedStore } from './redis'
import { createSingleFlight } from './single-flight'

/** What Spotify said to one refresh token, and when. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/** Asks Spotify for new tokens, once for all who hold the same refresh token. `isRetry` takes no earlier refusal for an answer. */
export type RequestRefresh = (refreshToken: string, options: { isRetry: boolean }) => Promise<RefreshResponse>

type Dependencies = {
  accounts: Pick<Accounts, 'refresh'>
  passwords: Passwords
  now: () => number
  pause: (ms: number) => Promise<void>
  /** Where there are several instances. */
  store?: SharedStore | undefined
}

/** Long enough for all requests of a page view. */
const holdRefusalMs = 10_000
/** Long enough for a page full of requests to wait for an outage once. */
const holdFailureMs = 1_000

/** How long a response serves those who still send the old cookie: tokens no longer than they live. */
function lifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}

/**
 * One token request at a time for each refresh token: requests that come while it is under way, or within 30 seconds after
 * it succeeded, share its response. In one process always; across instances where they share a store.
 */
export function createRequestRefresh({ accounts, now, ...dependencies }: Dependencies): RequestRefresh {
  const flight = createSingleFlight<RefreshResponse>((response) => response.atMs + lifeMs(response), now)
  return (refreshToken, { isRetry }) => {
    const key = fingerprint(refreshToken)
    const accepts = ({ outcome }: RefreshResponse) => !isRetry || outcome.kind !== 'grant_refused'
    const ask = async () => ({ outcome: await accounts.refresh(refreshToken), atMs: now() })
    const { store } = dependencies
    return flight(key, () => (store ? withLock({ ...dependencies, store, now, key, ask, accepts }) : ask()), accepts)
  }
}

/** A little longer than a refresh may take, so that only a holder that died loses its lock. */
const lockMs = 9_000
/** Longer than the lock, so that one of those who wait can take it over and the others get its response. */
const waitMs = 12_000
const pollMs = 40

type Locked = Omit<Dependencies, 'accounts' | 'store'> & {
  store: SharedStore
  key: string
  ask: () => Promise<RefreshResponse>
  accepts: (response: RefreshResponse) => boolean
}

/**
 * The instance that gets the lock asks Spotify and leaves the response, sealed, for 30 seconds at most; the others wait for
 * it. If the store is down or empty, each instance asks for itself.
 */
async function withLock(locked: Locked): Promise<RefreshResponse> {
  const holder = randomUUID()
  const theirs = await takeTurn(locked, holder).catch(() => null)
  if (theirs) return theirs
  const response = await locked.ask()
  await passOn(locked, response, holder).catch(() => undefined)
  return response
}

const keysOf = ({ key }: Locked) => ({ response: `stagedoor:refresh:${key}`, lock: `stagedoor:lock:${key}` })

/** Another instance's response, or `null` with the lock. `null` without it after a bounded wait: then this instance goes ahead alone. */
async function takeTurn(locked: Locked, holder: string): Promise<RefreshResponse | null> {
  const { store, accepts, now, pause } = locked
  const { lock } = keysOf(locked)
  for (const deadlineMs = now() + waitMs; now() < deadlineMs; await pause(pollMs)) {
    const response = await readResponse(locked)
    if (response && accepts(response)) return response
    if (await store.setIfAbsent(lock, holder, lockMs)) {
      // The last holder may have finished between the two calls.
      const late = await readResponse(locked).catch(() => null)
      if (!late || !accepts(late)) return null
      await store.deleteIfEqual(lock, holder)
      return late
    }
  }
  return null
}

async function passOn(locked: Locked, response: RefreshResponse, holder: string): Promise<void> {
  const { store } = locked
  const keys = keysOf(locked)
  const { kind } = response.outcome
  try {
    if (kind === 'tokens') await store.set(keys.response, await sealResponse(locked, response), lifeMs(response))
    // A refusal may come from an instance that went ahead alone: it never replaces new tokens.
    if (kind === 'grant_refused')
      await store.setIfAbsent(keys.response, await sealResponse(locked, response), lifeMs(response))
  } finally {
    // Also after a command whose answer came too late: the lock may be this instance's all the same.
    await store.deleteIfEqual(keys.lock, holder)
  }
}

/** The key is inside the seal, so that no response opens as the response to another token. */
function sealResponse({ passwords, key }: Locked, { outcome, atMs }: RefreshResponse): Promise<string> {
  const tokens = outcome.kind === 'tokens' && {
    tokens: { ...outcome.tokens, scopes: outcome.tokens.scopes && scopesToBits(outcome.tokens.scopes) },
  }
  return seal(passwords, 'refresh', { key, atMs, outcome: { ...outcome, ...tokens } }, holdMs / 1_000)
}

async function readResponse(locked: Locked): Promise<RefreshResponse | null> {
  const sealed = await locked.store.get(keysOf(locked).response)
  if (!sealed) return null
  const unsealed = await unseal(locked.passwords, 'refresh', sealed)
  const stored = unsealed.kind === 'opened' ? storedShape.safeParse(unsealed.content).data : undefined
  return stored?.key === locked.key ? stored : null
}

const storedShape = z.object({
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
        scopes: z
          .number()
          .optional()
          .transform((bits) => (bits === undefined ? undefined : scopesFromBits(bits))),
      }),
    }),
  ]),
})
