import 'server-only'
import { type NextRequest, NextResponse } from 'next/server'
import { describeReason } from '@/lib/error-messages'
import { isUserRequest, pathHeader } from '@/lib/http/request'
import { logFailure } from '@/lib/log'
import { absoluteUrl, loginPagePath, needsToken, refreshPathTo } from '@/lib/urls'
import type { SessionContext } from './context'
import { type CookieJar, removeRevokedSession } from './cookies'
import { type RefreshResult, refreshIfNeeded } from './refresh'
import { retryAtMs } from './result'

/**
 * Clears a revoked session, and refreshes a token that has less than a minute left before a page uses it: the response to the
 * same request carries the cookie.
 */
export async function refreshBeforePage(context: SessionContext, request: NextRequest): Promise<NextResponse> {
  const written: Parameters<CookieJar['set']>[] = []
  const jar: CookieJar = {
    get: (name) => request.cookies.get(name),
    getAll: () => request.cookies.getAll(),
    set: (...cookie) => {
      request.cookies.set(cookie[0], cookie[1])
      written.push(cookie)
    },
  }
  // Handlers of the sign-in write the cookie themselves, and no response may name a cookie twice.
  if (!request.nextUrl.pathname.startsWith('/api/auth/')) await removeRevokedSession(context, jar)
  const response = respond(context, request, mayRefresh(request) ? await refreshIfNeeded(context, jar) : null)
  for (const cookie of written) response.cookies.set(...cookie)
  return response
}

/** For pages that a person waits for, and server actions. */
const mayRefresh = ({ method, headers, nextUrl }: NextRequest) =>
  needsToken(nextUrl.pathname) && isUserRequest(headers) && (method === 'GET' || headers.has('next-action'))

function respond(context: SessionContext, request: NextRequest, result: RefreshResult | null): NextResponse {
  // With rewritten request headers, not only the response's cookie: a route handler reads nothing else (Next 16.4.6).
  const forwarded = { request: { headers: request.headers } }
  // A page whose session has ended finds that out itself.
  if (!result || result.kind === 'fresh' || result.kind === 'ended') return NextResponse.next(forwarded)
  const returnTo = request.headers.get(pathHeader) ?? '/'
  if (result.kind === 'retry')
    return NextResponse.redirect(
      absoluteUrl(context.config.appUrl, refreshPathTo({ returnTo, refused: result.refused })),
      307,
    )
  const { reason, retryAfterSeconds = 30 } = result.failure
  logFailure(result.failure, request.nextUrl.pathname)
  const page = loginPagePath({ reason, returnTo, untilMs: retryAtMs(result.failure, context.now()) })
  return NextResponse.rewrite(new URL(page, request.url), {
    ...forwarded,
    status: describeReason(reason).status,
    headers: { 'retry-after': String(retryAfterSeconds) },
  })
}
