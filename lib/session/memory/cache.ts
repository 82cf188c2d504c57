import type { z } from 'zod'
import type { Session } from '@/lib/session/session'
import type { Api, ApiRequest, ApiWrite, ReadApi } from '@/lib/spotify/api'

type Entry<Value> = { value: Value; untilMs: number }

type Limits = { lifeMs: number; count: number }

const longestTimerMs = 3_600_000

/**
 * An in-memory cache. Entries expire after `lifeMs` milliseconds. If there are more than `count` entries, the oldest are removed.
 * Processes don't share entries, so never rely on an entry being in the cache.
 */
export class TtlCache<Value> {
  readonly #entries = new Map<string, Entry<Value>>()
  readonly #limits: Limits
  readonly #now: () => number
  #timer: NodeJS.Timeout | undefined

  constructor(limits: Limits, now: () => number) {
    this.#limits = limits
    this.#now = now
  }

  get(key: string): Value | undefined {
    const entry = this.#entries.get(key)
    return entry && entry.untilMs > this.#now() ? entry.value : undefined
  }

  set(key: string, value: Value): void {
    this.#entries.delete(key)
    this.#entries.set(key, { value, untilMs: this.#now() + this.#limits.lifeMs })
    this.#sweep()
    this.#sweepLater()
  }

  delete(isGone: (key: string, value: Value) => boolean): void {
    for (const [key, { value }] of this.#entries) if (isGone(key, value)) this.#entries.delete(key)
  }

  /** Removes expired and surplus entries. Entries are in order of expiry, so the sweep stops at the first one to keep. */
  #sweep(): void {
    const nowMs = this.#now()
    for (const [key, { untilMs }] of this.#entries) {
      if (untilMs > nowMs && this.#entries.size <= this.#limits.count) return
      this.#entries.delete(key)
    }
  }

  /** Values may contain tokens, so a timer removes expired ones even if `set` isn't called again. */
  #sweepLater(): void {
    this.#timer ??= setTimeout(
      () => {
        this.#timer = undefined
        this.#sweep()
        if (this.#entries.size > 0) this.#sweepLater()
      },
      Math.min(this.#limits.lifeMs, longestTimerMs),
    ).unref()
  }
}

type Flight<Value> = { result: Promise<Value>; held?: { value: Value; untilMs: number } }

export type SingleFlight<Value> = (
  key: string,
  task: () => Promise<Value>,
  /** Returns whether this caller can use another caller's result. If not, the task runs again. */
  accepts?: (held: Value) => boolean,
) => Promise<Value>

const maxFlights = 10_000

/**
 * Returns a function that runs a task only once for all callers with the same key. They share the task while it is running, and then
 * its result until the time that `heldUntilMs` returns.
 */
export function createSingleFlight<Value>(
  heldUntilMs: (value: Value) => number,
  now: () => number,
): SingleFlight<Value> {
  const flights = new Map<string, Flight<Value>>()

  function start(key: string, task: () => Promise<Value>): Promise<Value> {
    const flight: Flight<Value> = {
      result: task().then(
        (value) => {
          const untilMs = heldUntilMs(value)
          flight.held = { value, untilMs }
          // The result may contain tokens, so it is removed even if there is no further call. Timers can fire slightly early.
          setTimeout(() => forgetOld(flights, now()), untilMs - now() + 1_000).unref()
          return value
        },
        (error: unknown) => {
          flights.delete(key)
          throw error
        },
      ),
    }
    flights.delete(key)
    flights.set(key, flight)
    return flight.result
  }

  return async (key, task, accepts = () => true) => {
    const nowMs = now()
    forgetOld(flights, nowMs)
    const flight = flights.get(key)
    if (flight?.held && flight.held.untilMs > nowMs && accepts(flight.held.value)) return flight.result
    if (!flight || flight.held) return start(key, task)
    const value = await flight.result
    if (accepts(value)) return value
    // The first caller that can't use the result runs the task again, and the others share the new result.
    const next = flights.get(key)
    return next && next !== flight ? next.result : start(key, task)
  }
}

/** Removes expired and surplus results, but never a running task. */
function forgetOld<Value>(flights: Map<string, Flight<Value>>, nowMs: number): void {
  for (const [key, { held }] of flights) {
    if (!held) continue
    if (held.untilMs > nowMs && flights.size <= maxFlights) return
    flights.delete(key)
  }
}

/**
 * Returns an API client for pages, which reuses a session's responses for 30 seconds. Simultaneous reads of the same data share one
 * call. Failures aren't cached. If `mayReuse` is `false`, every read calls Spotify.
 */
export function withResponseCache(
  api: ReadApi,
  { responseCache, revoked }: { responseCache: TtlCache<unknown>; revoked: { has(sessionId: string): boolean } },
  session: Session,
  { mayReuse }: { mayReuse: boolean },
): ReadApi {
  return {
    url: api.url,
    async get<Shape extends z.ZodType>(request: ApiRequest<Shape>) {
      const key = toKey(session, request)
      const known = mayReuse ? responseCache.get(key) : undefined
      if (known !== undefined) {
        try {
          return (await known) as z.output<Shape>
        } catch {
          // The failed call may have used an older token, so this request sends its own call.
        }
      }
      const response = api.get(request)
      // The call is cached before its response arrives, so a sign-out in the meantime can remove it from the cache.
      if (!revoked.has(session.id)) responseCache.set(key, response)
      return response.catch((error) => {
        responseCache.delete((other, value) => other === key && value === response)
        throw error
      })
    },
  }
}

/** Returns an API client that calls `onChange` before it sends a change. */
export const withChangeListener = (api: Api, onChange: () => void): Api => ({
  ...api,
  send<Shape extends z.ZodType>(request: ApiWrite<Shape>) {
    onChange()
    return api.send(request)
  },
})

/** Returns the cache key of a request. Session IDs contain no spaces, so two sessions never share a key. */
const toKey = ({ id }: Session, { path, query = {} }: Pick<ApiRequest<never>, 'path' | 'query'>) =>
  `${id} ${path}?${Object.entries(query)
    .map((pair) => pair.join('='))
    .join('&')}`

export const isKeyOf = (sessionId: string, key: string) => key.startsWith(`${sessionId} `)
