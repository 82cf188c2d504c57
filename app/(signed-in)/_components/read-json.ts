import type { ReasonCode } from '@/lib/error-messages'
import { viewerHeader } from '@/lib/urls'

/**
 * `offline`: no response from this site. `broken`: an unexpected response. `other_viewer`: someone else has signed in since the
 * page was rendered.
 */
export type JsonFailureCode = ReasonCode | 'offline' | 'broken' | 'other_viewer'

type Details = { retryAfterSeconds?: number | undefined; missingScope?: string | undefined }

export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  readonly code: JsonFailureCode
  readonly retryAfterSeconds: number | undefined
  /** For `missing_scope`, if known. */
  readonly missingScope: string | undefined
  readonly atMs = Date.now()

  constructor(code: JsonFailureCode, { retryAfterSeconds, missingScope }: Details = {}) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.missingScope = missingScope
  }

  /** Whether the page's session has ended. */
  get isOver() {
    return this.code === 'signed_out' || this.code === 'consent_expired' || this.code === 'other_viewer'
  }
}

export type ReadJson = <Value>(address: string, viewerId: string) => Promise<Value>

/** Reads one of this site's JSON addresses for the viewer of the page. Throws `JsonFailure` only. */
export async function readJson<Value>(address: string, viewerId: string): Promise<Value> {
  try {
    return await readOnce(address, viewerId)
  } catch (error) {
    if (!(error instanceof JsonFailure) || error.code !== 'consent_expired') throw error
  }
  // Another tab may have just renewed the session, and this browser has the new cookie.
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
  // Without our JSON, the response does not come from our handlers: the failure is not at Spotify.
  throw toFailure(body?.error)
}

function toFailure({ code, retryAfter, scope }: ErrorDetails = {}): JsonFailure {
  // Not checked here: the list of codes comes with their texts, which are too large for this script.
  return new JsonFailure(typeof code === 'string' ? (code as ReasonCode) : 'broken', {
    retryAfterSeconds: typeof retryAfter === 'number' ? retryAfter : undefined,
    missingScope: typeof scope === 'string' ? scope : undefined,
  })
}

type ErrorDetails = { code?: unknown; retryAfter?: unknown; scope?: unknown }
type ErrorBody = { error?: ErrorDetails }
