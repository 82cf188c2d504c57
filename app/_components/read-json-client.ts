import { parseReason, type ReasonCode } from '@/lib/reasons'
import { viewerHeader } from '@/lib/urls'

/** `offline`: this site itself gave no answer. `other_viewer`: somebody else has signed in since the page was made. */
export type JsonFailureCode = ReasonCode | 'offline' | 'other_viewer'

export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  readonly code: JsonFailureCode
  readonly retryAfterSeconds: number | undefined

  constructor(code: JsonFailureCode, retryAfterSeconds?: number) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }

  /** Whether the session that this page was made with is gone. */
  get isOver() {
    return this.code === 'signed_out' || this.code === 'consent_expired' || this.code === 'other_viewer'
  }
}

/** GET of one of our own JSON addresses for the viewer of this page; throws `JsonFailure` and nothing else. */
export async function readJson<Value>(address: string, viewerId: string): Promise<Value> {
  try {
    return await readOnce(address, viewerId)
  } catch (error) {
    if (!(error instanceof JsonFailure) || error.code !== 'consent_expired') throw error
  }
  // Another tab may just have renewed the session: by now its cookie is here.
  return readOnce(address, viewerId)
}

async function readOnce<Value>(address: string, viewerId: string): Promise<Value> {
  const response = await fetch(address, { headers: { accept: 'application/json' } }).catch(() => {
    throw new JsonFailure('offline')
  })
  const body = (await response.json().catch(() => null)) as (Value & ErrorBody) | null
  const owner = response.headers.get(viewerHeader)
  if (owner && decodeURIComponent(owner) !== viewerId) throw new JsonFailure('other_viewer')
  if (response.ok && body) return body
  throw new JsonFailure(parseReason(body?.error?.code) ?? 'spotify_unavailable', body?.error?.retryAfter)
}

type ErrorBody = { error?: { code?: unknown; retryAfter?: number } }
