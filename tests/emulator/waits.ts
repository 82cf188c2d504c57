import { setTimeout as sleep } from 'node:timers/promises'

/** The error that Node's `fetch` throws when the server closes the connection. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('the emulator closed the connection') })
  }
}

/** Cancels pending waits when the emulator is stopped or reset, so no timers keep running. */
export class Waits {
  #ending = new AbortController()
  /**
   * Keeps a reference to each request, because Node 24 could otherwise garbage-collect the request before its abort signal fires.
   */
  readonly #requests = new WeakMap<AbortSignal, Request>()

  /** Returns a signal that aborts when the client disconnects or the emulator is stopped or reset. */
  signalFor(request: Request): AbortSignal {
    const ended = AbortSignal.any([request.signal, this.#ending.signal])
    this.#requests.set(ended, request)
    return ended
  }

  cutAll(): void {
    this.#ending.abort(new ConnectionCut())
    this.#ending = new AbortController()
  }
}

export async function pause(delayMs: number, ended: AbortSignal): Promise<void> {
  try {
    await sleep(delayMs, undefined, { signal: ended })
  } catch {
    throw ended.reason
  }
}
