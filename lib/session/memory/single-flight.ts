type Flight<Value> = { result: Promise<Value>; held?: { value: Value; untilMs: number } }

export type SingleFlight<Value> = (
  key: string,
  task: () => Promise<Value>,
  /**
   * Returns whether this caller can use a result that a task returned for another caller. If this function returns `false`, the
   * task runs again.
   */
  accepts?: (held: Value) => boolean,
) => Promise<Value>

const limit = 10_000
/** Delays each cleanup a little, because timers can fire slightly early. */
const timerMs = 1_000

/**
 * Returns a function that runs a task only once for all callers with the same key. Callers share the task while it is running, and
 * then share its result until the time that `heldUntilMs` returns.
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
          // The result may contain tokens, so a timer removes it when it expires, even if no further call is made.
          setTimeout(() => forgetOld(flights, now()), untilMs - now() + timerMs).unref()
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
    // If several waiting callers can't use the result, the first one runs the task again, and the others share the new result.
    const next = flights.get(key)
    return next && next !== flight ? next.result : start(key, task)
  }
}

/** Removes expired results, then the oldest results if there are still too many. Never removes a running task. */
function forgetOld<Value>(flights: Map<string, Flight<Value>>, nowMs: number): void {
  for (const [key, { held }] of flights) {
    if (!held) continue
    if (held.untilMs > nowMs && flights.size <= limit) return
    flights.delete(key)
  }
}
