import type { PersonId } from './data/people.ts'

export type LoggedRequest = {
  /** The time when the request arrived, in milliseconds, according to the emulator's clock. */
  at: number
  method: string
  path: string
  query: Record<string, string>
  grantType?: string
  person?: PersonId
  /** The names of the faults that applied to the request. */
  faults?: string[]
  /** The status code, or 0 if there is no response yet or the connection was closed without one. */
  status: number
  /** The `sp-trace-id` header of the response. */
  traceId?: string
}

const maxEntries = 1000

/** The last 1,000 calls to the accounts service and the Web API, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  /**
   * Adds an entry as soon as a request arrives, which keeps the entries in order of arrival. The caller adds the response details
   * later.
   */
  add(entry: LoggedRequest): LoggedRequest {
    this.#entries.push(entry)
    if (this.#entries.length > maxEntries) this.#entries.shift()
    return entry
  }

  list(): LoggedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }))
  }

  clear(): void {
    this.#entries = []
  }
}
