import { describeReason, type ReasonCode } from '@/lib/error-messages'
import type { Scope } from '@/lib/spotify/scopes'
import { logFailure } from './failures'

/** Whether the request is a prefetch by the browser or by the Next.js router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Whether the request is from a crawler. The pattern doesn't match phones like the "CUBOT NOTE 20 PRO". */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person is waiting for the response. Prefetches and crawlers must not start a token refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/** Whether the request is a page navigation. Clients that don't send `Sec-Fetch-Mode` are assumed to navigate. */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor is reloading the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether the request comes from a different origin, such as another subdomain, according to `Sec-Fetch-Site`. */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether one of this app's pages sent the request, according to the `Origin` or `Sec-Fetch-Site` header. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/** Whether the request is for a loopback host other than the configured one. Browsers don't share cookies between the two hosts. */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/** Request headers that the proxy adds, because Next.js (16.4.6) hides the URL and the `Cache-Control` header from pages. */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'

/** Every response that depends on a session or creates one needs this header. */
export const noStore = { 'cache-control': 'private, no-store' } as const

type FailureDetails = {
  message?: string
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
}

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

/** Returns a route handler that responds with 405. When exported as `HEAD`, it keeps Next.js from running the `GET` handler. */
export const refuseMethod = (allow: string) => () => new Response(null, { status: 405, headers: { ...noStore, allow } })

/** Returns a redirect with status 303, which makes the browser send a GET request even after a POST. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...noStore, location } })

/** Returns an empty response for prefetches, which must not start a sign-in or a token refresh. */
export const respondWithNothing = (): Response => new Response(null, { status: 204, headers: noStore })
