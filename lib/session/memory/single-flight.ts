type Flight<Value> = { result: Promise<Value>; held?: { value: Value; untilMs: number } }

export type SingleFlight<Value> = (
  key: string,
  task: () => Promise<Value>,
  /** Whether a held result will do; if not, the task runs again. */
  accepts?: (held: Value) => boolean,
) => Promise<Value>

const limit = 10_000
/** A timer may come a little early. */
const timerMs = 1_000

/** Runs a task once for all who ask for the same key while it is under way, and until its result is held no longer. */
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
          // It may hold tokens: it does not stay until the next one comes.
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
    // Of those who waited and cannot use the result, the first runs the task again and the others share that.
    const next = flights.get(key)
    return next && next !== flight ? next.result : start(key, task)
  }
}

/** Looks at the oldest only, which are the first to go. A flood pushes out held results, never one that is under way. */
function forgetOld<Value>(flights: Map<string, Flight<Value>>, nowMs: number): void {
  for (const [key, { held }] of flights) {
    if (!held) continue
    if (held.untilMs > nowMs && flights.size <= limit) return
    flights.delete(key)
  }
}
