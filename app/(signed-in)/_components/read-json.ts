import type { ReasonCode } from '@/lib/error-messages'
import { viewerHeader } from '@/lib/urls'

/**
 * `offline`: this site itself gave no answer. `broken`: it gave one that it should not. `other_viewer`: somebody else has
 * signed in since the page was made.
 */
export type JsonFailureCode = ReasonCode | 'offline' | 'broken' | 'other_viewer'

type Details = { retryAfterSeconds?: number | undefined; missingScope?: string | undefined }

export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  readonly code: JsonFailureCode
  readonly retryAfterSeconds: number | undefined
  /** Of `missing_scope`, where it is known. */
  readonly missingScope: string | undefined
  readonly atMs = Date.now()

  constructor(code: JsonFailureCode, { retryAfterSeconds, missingScope }: Details = {}) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.missingScope = missingScope
  }

  /** Whether the session that this page was made with is gone. */
  get isOver() {
    return this.code === 'signed_out' || this.code === 'consent_expired' || this.code === 'other_viewer'
  }
}

export type ReadJson = <Value>(address: string, viewerId: string) => Promise<Value>

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
  // What is not our JSON does not come from our handlers, so Spotify is not to blame.
  throw toFailure(body?.error)
}

function toFailure({ code, retryAfter, scope }: ErrorDetails = {}): JsonFailure {
  // Whether the code is one that we have words for is seen where they are: they are too many to have at hand.
  return new JsonFailure(typeof code === 'string' ? (code as ReasonCode) : 'broken', {
    retryAfterSeconds: typeof retryAfter === 'number' ? retryAfter : undefined,
    missingScope: typeof scope === 'string' ? scope : undefined,
  })
}

type ErrorDetails = { code?: unknown; retryAfter?: unknown; scope?: unknown }
type ErrorBody = { error?: ErrorDetails }
