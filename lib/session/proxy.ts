import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { describeReason } from '@/lib/error-messages'
import { logFailure } from '@/lib/http/failures'
import { isReload, isUserRequest, pathHeader, reloadHeader } from '@/lib/http/handlers'
import type { SessionContext } from './context'
import { deferWrites, removeRevokedSession } from './cookies'
import { type RefreshResult, refreshIfNeeded } from './refresh'
import { sessionContext } from './server'
import { absoluteUrl, failurePath, refreshPathTo, visiblePath } from './urls'

type SessionProxyOptions = {
  /** Whether to refresh the access token if it has expired or will expire in less than a minute. */
  mayRefresh?: boolean
  /** Returns the response for a request that needs neither a redirect nor an error page. */
  next?: (request: NextRequest) => NextResponse | Promise<NextResponse>
}

/** The header in which Next.js (16.4.6) passes the proxy's cookies on to the page. */
const pageCookiesHeader = 'x-middleware-set-cookie'

/**
 * Prepares a request for a page that reads the session: tells the page its path, removes the cookie of a revoked session, and
 * refreshes the access token. Returns a response that renders the page, redirects or shows an error, and sets any changed cookies.
 */
export async function sessionProxy(
  request: NextRequest,
  { mayRefresh = true, next = ({ headers }) => NextResponse.next({ request: { headers } }) }: SessionProxyOptions = {},
): Promise<NextResponse> {
  const { headers, cookies, nextUrl, method } = request
  headers.set(pathHeader, visiblePath(request.url))
  headers.set(reloadHeader, String(isReload(headers)))
  const context = sessionContext()
  if (!context) return next(request)
  const jar = deferWrites(cookies)
  // Route handlers write the cookies themselves, and a response must not set the same cookie twice.
  const isHandler = nextUrl.pathname.startsWith('/api/')
  if (!isHandler) await removeRevokedSession(context, jar)
  const refreshes = mayRefresh && !isHandler && method === 'GET' && isUserRequest(headers)
  const result = refreshes ? await refreshIfNeeded(context, jar) : null
  // Changes the request's cookies too, because the page reads them from the request.
  jar.writeTo({ set: (name, value) => cookies.set(name, value) })
  const response = respondToRefresh(context, request, result) ?? (await next(request))
  setOnlyOnResponse(response, jar)
  return response
}

/** Sets cookies only on the response. Otherwise, Next.js (16.4.6) would set them twice if the page redirected. */
function setOnlyOnResponse({ headers, cookies }: NextResponse, jar: ReturnType<typeof deferWrites>): void {
  const passedOn = headers.get(pageCookiesHeader)
  jar.writeTo(cookies)
  if (passedOn === null) headers.delete(pageCookiesHeader)
  else headers.set(pageCookiesHeader, passedOn)
}

/** Returns a redirect or an error page if the refresh failed, or `null` if the page can render. */
function respondToRefresh(
  context: SessionContext,
  { headers, nextUrl, url }: NextRequest,
  result: RefreshResult | null,
): NextResponse | null {
  const returnTo = headers.get(pathHeader) ?? '/'
  if (result?.kind === 'retry') {
    const path = refreshPathTo({ returnTo, refused: result.refused })
    return NextResponse.redirect(absoluteUrl(context.config.appUrl, path), 307)
  }
  if (result?.failure) logFailure(result.failure, nextUrl.pathname)
  // If the session was revoked, the page finds no session and redirects to the sign-in page.
  if (result?.kind !== 'unavailable') return null
  const { reason, retryAfterSeconds = 30 } = result.failure
  return NextResponse.rewrite(new URL(failurePath(result.failure, returnTo, context.now()), url), {
    request: { headers },
    status: describeReason(reason).status,
    headers: { 'retry-after': String(retryAfterSeconds) },
  })
}
