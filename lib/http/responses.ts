import { describeReason, type ReasonCode } from '@/lib/error-messages'
import { isHttps } from '@/lib/session/urls'
import type { Scope } from '@/lib/spotify/scopes'
import { logFailure } from './failures'

/** Every response that depends on a session or creates one needs this header. */
export const noStore = { 'cache-control': 'private, no-store' } as const

type FailureDetails = {
  message?: string
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
}

/** Returns a JSON response that browsers and proxies must not cache. */
export const respond = (body: unknown): Response => Response.json(body, { headers: noStore })

/** Returns a JSON response with the body `{"error":{"code","message","retryAfter"?,"scope"?}}` and the error code's status. */
export function respondWithFailure(code: ReasonCode, details: FailureDetails = {}): Response {
  const { status, description } = describeReason(code)
  const { message = description, retryAfterSeconds: retryAfter, missingScope: scope } = details
  const headers = { ...noStore, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  return Response.json({ error: { code, message, retryAfter, scope } }, { status, headers })
}

/** Logs an invalid request and returns the error response. `message` must not contain the invalid value. */
export function refuse(request: Request, code: 'invalid_request' | 'forbidden', message: string): Response {
  logFailure({ reason: code, detail: message }, new URL(request.url).pathname)
  return respondWithFailure(code, { message })
}

/** Returns a 400 response if one of the query parameters appears more than once, and `null` otherwise. */
export function refuseRepeated(request: Request, names: readonly string[]): Response | null {
  const { searchParams } = new URL(request.url)
  const repeated = names.find((name) => searchParams.getAll(name).length > 1)
  return repeated ? refuse(request, 'invalid_request', `${repeated} may appear only once.`) : null
}

/** Returns a route handler that responds with 405. Exported as `HEAD`, it keeps Next.js from running the `GET` handler. */
export const refuseMethod = (allow: string) => () => new Response(null, { status: 405, headers: { ...noStore, allow } })

/** Returns a redirect with status 303, which makes the browser send a GET request even after a POST. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...noStore, location } })

/** Returns an empty response for prefetches, which must not start a sign-in or a token refresh. */
export const respondWithNothing = (): Response => new Response(null, { status: 204, headers: noStore })

/** Returns the security headers for responses that aren't pages. */
export function fixedHeaders(appUrl: string | undefined): Record<string, string> {
  return {
    ...noStore,
    'x-content-type-options': 'nosniff',
    'referrer-policy': 'strict-origin-when-cross-origin',
    'cross-origin-opener-policy': 'same-origin',
    'cross-origin-resource-policy': 'same-origin',
    ...(isHttps(appUrl) && { 'strict-transport-security': 'max-age=63072000' }),
  }
}
