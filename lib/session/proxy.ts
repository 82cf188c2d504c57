import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { describeReason } from '@/lib/error-messages'
import { isUserRequest, pathHeader } from '@/lib/http/request'
import { logFailure } from '@/lib/log'
import { failurePath } from '@/lib/result'
import { absoluteUrl, needsToken, refreshPathTo } from '@/lib/urls'
import type { SessionContext } from './context'
import { deferWrites, removeRevokedSession } from './cookies'
import { type RefreshResult, refreshIfNeeded } from './refresh'

/**
 * Removes the session cookie if its session was revoked. Before a page that needs an access token renders, refreshes the token if
 * it has expired or will expire in less than a minute. Returns a response that renders the page, redirects the visitor or shows an
 * error. The response also sets any changed cookies.
 */
export async function refreshBeforePage(context: SessionContext, request: NextRequest): Promise<NextResponse> {
  const { headers, cookies, nextUrl } = request
  const jar = deferWrites(cookies)
  // The handlers in `/api/auth` write the session cookie themselves, and a response must not set the same cookie twice.
  if (!nextUrl.pathname.startsWith('/api/auth/')) await removeRevokedSession(context, jar)
  const mayRefresh = request.method === 'GET' && needsToken(nextUrl.pathname) && isUserRequest(headers)
  const result = mayRefresh ? await refreshIfNeeded(context, jar) : null
  jar.writeTo({ set: (name, value) => cookies.set(name, value) })
  const response = respond(context, request, result)
  jar.writeTo(response.cookies)
  return response
}

function respond(context: SessionContext, request: NextRequest, result: RefreshResult | null): NextResponse {
  const { headers, nextUrl, url } = request
  const returnTo = headers.get(pathHeader) ?? '/'
  if (result?.kind === 'retry') {
    const path = refreshPathTo({ returnTo, refused: result.refused })
    return NextResponse.redirect(absoluteUrl(context.config.appUrl, path), 307)
  }
  if (result?.failure) logFailure(result.failure, nextUrl.pathname)
  // Also forwards the new cookie in the request, because route handlers don't see a cookie that the proxy sets on the response
  // (Next.js 16.4.6).
  const forwarded = { request: { headers } }
  // If the session has ended, the page finds no session and redirects to the sign-in page.
  if (result?.kind !== 'unavailable') return NextResponse.next(forwarded)
  // Shows the sign-in page with the error instead of the requested page.
  const { reason, retryAfterSeconds = 30 } = result.failure
  return NextResponse.rewrite(new URL(failurePath(result.failure, returnTo, context.now()), url), {
    ...forwarded,
    status: describeReason(reason).status,
    headers: { 'retry-after': String(retryAfterSeconds) },
  })
}
