import { setTimeout as sleep } from 'node:timers/promises'

/** The error of Node's `fetch` when the server closes the connection. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('the emulator closed the connection') })
  }
}

/** Cancels pending waits on a reset or when the emulator stops, so that no timers are left running. */
export class Waits {
  #ending = new AbortController()
  /** Node 24 can garbage-collect an unreferenced request, and then its signal never fires. */
  readonly #requests = new WeakMap<AbortSignal, Request>()

  /** Aborts when the client disconnects, on a reset, or when the emulator stops. */
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
