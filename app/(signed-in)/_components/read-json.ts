import type { ReasonCode } from '@/lib/error-messages'
import { viewerHeader } from '@/lib/session/urls'
import type { SessionEnd } from './session-provider'

/**
 * An error code from this site's API, or one of three codes that are used only in the browser: `offline` if this site did not
 * respond, `broken` if its response was not what the page expected, or `other_viewer` if the visitor has switched accounts since
 * the page was rendered.
 */
type JsonFailureCode = ReasonCode | 'offline' | 'broken' | 'other_viewer'

type Details = { retryAfterSeconds?: number | undefined; missingScope?: string | undefined }

export class JsonFailure extends Error {
  override readonly name = 'JsonFailure'
  readonly code: JsonFailureCode
  readonly retryAfterSeconds: number | undefined
  /** The scope that the visitor hasn't granted. Set only for `missing_scope`, and only if the scope is known. */
  readonly missingScope: string | undefined
  readonly atMs = Date.now()

  constructor(code: JsonFailureCode, { retryAfterSeconds, missingScope }: Details = {}) {
    super(code)
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
    this.missingScope = missingScope
  }

  /** Why the page's session has ended, or `null` if the failure doesn't mean that it has. */
  get sessionEnd(): SessionEnd | null {
    const { code } = this
    return code === 'signed_out' || code === 'consent_expired' || code === 'other_viewer' ? code : null
  }
}

/** With `isReload`, the pages that the server renders afterwards also show the latest data. */
export type ReadJson = <Value>(address: string, viewerId: string, options?: { isReload?: boolean }) => Promise<Value>

/** Reads JSON from this site's API on behalf of the page's viewer. Throws a `JsonFailure` if the request fails. */
export async function readJson<Value>(address: string, viewerId: string, { isReload = false } = {}): Promise<Value> {
  const cache = isReload ? 'reload' : 'default'
  try {
    return await readOnce(address, viewerId, cache)
  } catch (error) {
    if (!(error instanceof JsonFailure) || error.code !== 'consent_expired') throw error
  }
  // Tries once more, because another tab may have just refreshed the tokens and stored a new cookie.
  return readOnce(address, viewerId, cache)
}

async function readOnce<Value>(address: string, viewerId: string, cache: RequestCache): Promise<Value> {
  const response = await fetch(address, { headers: { accept: 'application/json' }, cache }).catch(() => {
    throw new JsonFailure('offline')
  })
  const body = (await response.json().catch(() => null)) as (Value & ErrorBody) | null
  const owner = response.headers.get(viewerHeader)
  if (owner && decodeURIComponent(owner) !== viewerId) throw new JsonFailure('other_viewer')
  if (response.ok && body) return body
  // A response without our error JSON did not come from our route handlers, so Spotify isn't to blame.
  throw toFailure(body?.error)
}

function toFailure({ code, retryAfter, scope }: ErrorDetails = {}): JsonFailure {
  // The code isn't checked against the list of known codes, because that list includes the messages and would make this
  // script too large.
  return new JsonFailure(typeof code === 'string' ? (code as ReasonCode) : 'broken', {
    retryAfterSeconds: typeof retryAfter === 'number' ? retryAfter : undefined,
    missingScope: typeof scope === 'string' ? scope : undefined,
  })
}

type ErrorDetails = { code?: unknown; retryAfter?: unknown; scope?: unknown }
type ErrorBody = { error?: ErrorDetails }
