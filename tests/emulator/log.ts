import type { PersonId } from './data/people.ts'

export type LoggedRequest = {
  /** Milliseconds by the emulator's clock. */
  at: number
  method: string
  path: string
  query: Record<string, string>
  grantType?: string
  person?: PersonId
  /** Names of the faults that applied to it. */
  faults?: string[]
  /** 0 if there is no response yet, or the connection was closed. */
  status: number
  /** `sp-trace-id` of the response. */
  traceId?: string
}

const maxEntries = 1000

/** The last 1,000 calls to the accounts service and the API, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  /** Adds the entry when the request arrives, so the log is in order of arrival. The caller completes the entry later. */
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
