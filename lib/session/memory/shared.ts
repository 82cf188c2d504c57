import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import type { Config } from '@/lib/config/read'
import { log } from '@/lib/http/failures'
import { createMemory, type Memory, type RefreshResponse, refreshLifeMs, usedAttemptMs } from '@/lib/session/context'
import { fingerprint, seal, unseal } from '@/lib/session/seal'
import { holdMs, maxSessionMs, scopeBits } from '@/lib/session/session'
import type { Cooldown, Limit } from '@/lib/spotify/cooldown'
import { longestLimitMs } from '@/lib/spotify/response'
import type { SingleFlight } from './cache'
import { type Broadcast, createRedisStore, type RedisStore } from './redis'

type Dependencies = { config: Config; now: () => number; pause: (ms: number) => Promise<void> }

/** Returns this instance's memory. If `REDIS_URL` is set, the instances share some of the memory's contents. */
export function createSharedMemory(dependencies: Dependencies): Memory {
  const { config, now } = dependencies
  const memory = createMemory(now)
  if (!config.redisUrl) return memory
  const report = (isReachable: boolean) =>
    log('warn', {
      code: 'redis',
      detail: isReachable ? 'Redis is reachable again' : 'Redis is not reachable; continuing without it',
    })
  return shareMemory(memory, createRedisStore(config.redisUrl, now, report), dependencies)
}

/**
 * Returns a copy of `memory` that shares its token refreshes, rate limits, used attempts and revoked sessions with other instances.
 * If the store is down, the instance uses only its own memory.
 */
export function shareMemory(memory: Memory, store: RedisStore, dependencies: Dependencies): Memory {
  const { config, now } = dependencies
  // Spotify applies rate limits to each app separately, so the name of the broadcast depends on the Client ID.
  const limits = store.broadcast(`cooldown:${fingerprint(config.apiUrl + config.clientId)}`)
  return {
    ...memory,
    cooldown: shareLimits(memory.cooldown, limits, now),
    refreshOnce: shareRefreshes(memory.refreshOnce, store, dependencies),
    claimAttempt: async (key) =>
      (await memory.claimAttempt(key)) &&
      store.setIfAbsent(`stagedoor:attempt:${key}`, '1', usedAttemptMs).catch(() => true),
    revoked: shareRevoked(memory.revoked, store.broadcast('ended'), now),
    isRedisReachable: () => store.isReachable(),
  }
}

function shareRevoked(own: Memory['revoked'], broadcast: Broadcast, now: () => number): Memory['revoked'] {
  broadcast.subscribe((id) => void own.add(id))
  const has = (id: string) => {
    // The process needs to learn of sign-outs in other instances only while it reads sessions.
    broadcast.listen()
    return own.has(id)
  }
  return {
    has,
    async check(id) {
      if (!has(id) && (await broadcast.has(id).catch(() => false))) await own.add(id)
      return has(id)
    },
    async add(id) {
      await own.add(id)
      await broadcast.publish(id, now() + maxSessionMs).catch(() => undefined)
    },
  }
}

/** The allowed clock skew between two instances. */
const clockSlackMs = 3_600_000

function shareLimits(own: Cooldown, broadcast: Broadcast, now: () => number): Cooldown {
  broadcast.subscribe((message, untilMs) => {
    const [, group, code] = message.match(/^([a-z-]{1,40}) (rate_limited|quota_exceeded)$/) ?? []
    // Ignores implausibly long limits, because the broadcast would deliver them again after every restart.
    const isValid = untilMs <= now() + longestLimitMs + clockSlackMs
    if (group && code && isValid) own.begin(group, { code: code as Limit['code'], untilMs })
  })
  return {
    ...own,
    begin(group, limit) {
      own.begin(group, limit)
      broadcast.publish(`${group} ${limit.code}`, limit.untilMs).catch(() => undefined)
    },
  }
}

/** How long a lock lasts. A refresh takes at most eight seconds, so a lock expires only if its holder has crashed. */
const lockMs = 9_000
const pollMs = 40
/**
 * The maximum number of times that an instance checks for another instance's response. The checks take at least 12 seconds, which
 * is longer than `lockMs`. If an instance crashes, a waiting instance can therefore take over the lock, send the request and share
 * the response. A time limit wouldn't work, because it could run out while the process is frozen.
 */
const maxPolls = 300

/**
 * Ensures that only one instance requests new tokens. The instance that gets the lock sends the request and stores the sealed
 * response for up to 30 seconds. The other instances wait for this response. If the store is down or has lost its data, each
 * instance sends its own request.
 */
function shareRefreshes(
  own: Memory['refreshOnce'],
  store: RedisStore,
  { config: { passwords }, pause }: Dependencies,
): Memory['refreshOnce'] {
  const requestWithLock: SingleFlight<RefreshResponse> = async (key, request, accepts = () => true) => {
    const lockKey = `stagedoor:lock:${key}`
    const holder = randomUUID()
    const readShared = async () => {
      const response = await readResponse(key)
      return response && accepts(response) ? response : null
    }
    /**
     * Waits for another instance's response and returns it. Returns `null` if this instance must send the request, either because
     * it got the lock or because it has waited long enough.
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
    await storeResponse(key, response)
      // Releases the lock even if the command to acquire it timed out, because Redis may have executed that command.
      .finally(() => store.deleteIfEqual(lockKey, holder))
      .catch(() => undefined)
    return response
  }
  return (key, request, accepts) => own(key, () => requestWithLock(key, request, accepts), accepts)

  /** Returns the response that an instance has stored for this key, or `null` if there is none. */
  async function readResponse(key: string): Promise<RefreshResponse | null> {
    const sealed = await store.get(responseKey(key))
    const stored = sealed && storedShape.safeParse(await unseal(passwords, 'refresh', sealed)).data
    return stored && stored.key === key ? stored : null
  }

  /** Stores new tokens, or Spotify's refusal of the refresh token, for the other instances. Other failures aren't stored. */
  async function storeResponse(key: string, response: RefreshResponse): Promise<void> {
    const { outcome, atMs } = response
    if (outcome.kind !== 'tokens' && outcome.kind !== 'grant_refused') return
    const stored = outcome.kind === 'tokens' ? outcome : { kind: outcome.kind, detail: outcome.detail }
    const encoded = z.encode(storedShape, { key, atMs, outcome: stored })
    const sealed = await seal(passwords, 'refresh', encoded, holdMs / 1_000)
    // A refusal may come from an instance that continued without the lock, so a refusal must not overwrite new tokens.
    if (outcome.kind === 'tokens') await store.set(responseKey(key), sealed, refreshLifeMs(response))
    else await store.setIfAbsent(responseKey(key), sealed, refreshLifeMs(response))
  }
}

const responseKey = (key: string) => `stagedoor:refresh:${key}`

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
        scopes: scopeBits.optional(),
      }),
    }),
  ]),
})
