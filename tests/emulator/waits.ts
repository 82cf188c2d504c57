import { setTimeout as sleep } from 'node:timers/promises'

/** What a client sees when the other side hangs up; the words are those of Node's `fetch`. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('the emulator cut the connection') })
  }
}

/** Whatever has to wait waits here, so that a reset or the end of the emulator leaves no timer behind. */
export class Waits {
  #ending = new AbortController()
  /** Node (24) may collect a request that nobody holds, and then its signal never fires. */
  readonly #requests = new WeakMap<AbortSignal, Request>()

  /** Ends with the client, with a reset, or with the emulator. */
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
