import type { PersonId } from './data/people.ts'

export type LoggedRequest = {
  /** ms by the emulator's clock */
  at: number
  method: string
  path: string
  query: Record<string, string>
  grantType?: string
  person?: PersonId
  /** Names of the faults that were in force for it. */
  faults?: string[]
  /** 0: no answer yet, or the connection was cut. */
  status: number
  /** `sp-trace-id` of the answer. */
  traceId?: string
}

const maxEntries = 1000

/** The last thousand calls to accounts service and API, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  /** The entry is added on arrival and completed later, so that the order is the order of sending. */
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
