import { describeReason, type ReasonCode } from '@/lib/error-messages'
import { logFailure } from '@/lib/log'
import type { Result } from '@/lib/result'
import type { Scope } from '@/lib/spotify/scopes'
import { viewerHeader } from '@/lib/urls'

/** For every response that depends on a session or starts one. */
export const noStore = { 'cache-control': 'private, no-store' } as const

type FailureDetails = {
  message?: string
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
}

/** A JSON response that isn't cached. */
export const respond = (body: unknown): Response => Response.json(body, { headers: noStore })

/** `{"error":{"code","message","retryAfter"?,"scope"?}}` with the code's status. */
export function respondWithFailure(code: ReasonCode, details: FailureDetails = {}): Response {
  const { status, description } = describeReason(code)
  const { message = description, retryAfterSeconds: retryAfter, missingScope: scope } = details
  const headers = { ...noStore, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  return Response.json({ error: { code, message, retryAfter, scope } }, { status, headers })
}

/** For an invalid request. `message` says which part, and never repeats its value. */
export function refuse(request: Request, code: 'invalid_request' | 'forbidden', message: string): Response {
  logFailure({ reason: code, detail: message }, new URL(request.url).pathname)
  return respondWithFailure(code, { message })
}

/** A 400 that names the first of these parameters that appears more than once in the query, or `null`. */
export function refuseRepeated(request: Request, names: readonly string[]): Response | null {
  const { searchParams } = new URL(request.url)
  const repeated = names.find((name) => searchParams.getAll(name).length > 1)
  return repeated ? refuse(request, 'invalid_request', `${repeated} may appear only once.`) : null
}

/** The result of a read from Spotify as JSON, with a header that says whose data it is. */
export function respondWithResult<Value>(result: Result<Value> & { viewerId?: string }): Response {
  const { viewerId } = result
  const response = result.kind === 'ok' ? respond(result.value) : respondWithFailure(result.reason, result)
  if (viewerId) response.headers.set(viewerHeader, encodeURIComponent(viewerId))
  return response
}

/** 405 for a method that an address does not support, so that HEAD never runs GET. */
export const refuseMethod = (allow: string) => () => new Response(null, { status: 405, headers: { ...noStore, allow } })

/** A redirect with 303, so that a POST isn't repeated. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...noStore, location } })

/** For a prefetch of a URL that would start something. */
export const respondWithNothing = (): Response => new Response(null, { status: 204, headers: noStore })
