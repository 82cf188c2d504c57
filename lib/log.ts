import type { ReasonCode } from './reasons'

type Entry = {
  /** What happened, as one code. */
  code: ReasonCode | 'config_broken' | 'unexpected'
  /** One of our addresses, without its query. */
  address?: string
  status?: number | undefined
  /** From our own code or a protocol's error code; never a token, a body or a person's data. */
  detail?: string
}

/** One line of JSON for the operator. */
export function log(level: 'warn' | 'error', entry: Entry): void {
  console[level](JSON.stringify({ at: new Date().toISOString(), level, ...entry }))
}
