import { viewerHeader } from '@/lib/session/urls'
import type { PageParams } from '@/lib/spotify/playlists'
import type { Result } from './failures'
import { noStore, refuse, refuseRepeated, respondWithFailure } from './handlers'

/** Returns `limit` (1 to 50) and `offset` (0 to 100,000) from the query, or a 400 response that names the invalid parameter. */
export function readPageParams(request: Request): PageParams | Response {
  const repeated = refuseRepeated(request, ['limit', 'offset'])
  if (repeated) return repeated
  const { searchParams } = new URL(request.url)
  const limit = parseWholeNumber(searchParams.get('limit') ?? '50')
  if (!(limit >= 1 && limit <= 50))
    return refuse(request, 'invalid_request', 'limit must be a whole number from 1 to 50.')
  const offset = parseWholeNumber(searchParams.get('offset') ?? '0')
  if (!(offset <= 100_000)) return refuse(request, 'invalid_request', 'offset must be a whole number from 0 to 100000.')
  return { limit, offset }
}

const parseWholeNumber = (text: string) => (/^\d{1,6}$/.test(text) ? Number(text) : Number.NaN)

/** Returns a JSON response that browsers and proxies must not cache. Without a value, the body is `null`. */
export const respond = (body: unknown = null): Response => Response.json(body, { headers: noStore })

/**
 * Returns the result of a call to Spotify as a JSON response. The `x-viewer-id` header contains the Spotify user ID of the visitor
 * whose data is in the response.
 */
export function respondWithResult<Value>(result: Result<Value> & { viewerId?: string }): Response {
  const { viewerId } = result
  const response = result.kind === 'ok' ? respond(result.value) : respondWithFailure(result.reason, result)
  if (viewerId) response.headers.set(viewerHeader, encodeURIComponent(viewerId))
  return response
}
