import type { ReasonCode } from '@/lib/reasons'

/** `offline`: this site itself gave no answer. */
export type JsonFailureCode = ReasonCode | 'offline'

export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  readonly code: JsonFailureCode
  readonly retryAfterSeconds: number | undefined

  constructor(code: JsonFailureCode, retryAfterSeconds?: number) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  get isSignedOut() {
    return this.code === 'signed_out' || this.code === 'consent_expired'
  }
}

/** GET of one of our own JSON addresses; throws `JsonFailure` and nothing else. */
export async function readJson<Value>(address: string): Promise<Value> {
  const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => {
    throw new JsonFailure('offline')
  })
  const body = (await response.json().catch(() => null)) as (Value & ErrorBody) | null
  if (response.ok && body) return body
  throw new JsonFailure(body?.error?.code ?? 'spotify_unavailable', body?.error?.retryAfter)
}

type ErrorBody = { error?: { code: ReasonCode; retryAfter?: number } }
