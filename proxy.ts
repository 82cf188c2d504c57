import { type NextRequest, NextResponse } from 'next/server'
import { isProduction } from '@/lib/config/server'
import { logFailure } from '@/lib/log'
import { describeReason } from '@/lib/reasons'
import { fixedHeaders, pageHeaders, policyHeader } from '@/lib/security-headers'
import type { CookieJar } from '@/lib/session/cookies'
import { isOtherLoopback } from '@/lib/session/host'
import { isAwaited, isReload, reloadHeader } from '@/lib/session/navigation'
import { untilMsOf } from '@/lib/session/reading'
import { type Renewal, renewIfDue } from '@/lib/session/renewal'
import { sessionContext } from '@/lib/session/server'
import { clearEndedCookie } from '@/lib/session/session-cookie'
import {
  absoluteUrl,
  canonicalPath,
  isDecodable,
  loginPagePath,
  needsToken,
  refreshThenPath,
  visiblePath,
} from '@/lib/urls'

export const config = {
  // Files of the build and of `public` need neither host nor session: `next.config.mjs` has their headers, and the same
  // names. The start of a sign-in and the reports see to themselves.
  matcher:
    '/((?!_next/static/|api/auth/login$|api/reports$|(?:favicon\\.ico|icon\\.svg|apple-icon\\.png|icon-(?:192|512|maskable-512)\\.png|opengraph-image|manifest\\.webmanifest|spotify-logo\\.svg|robots\\.txt)$).*)',
}

/** Before each page: the right host, a fresh token where one is needed, the headers. No guard: pages check for themselves. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const context = sessionContext()
  const fixed = fixedHeaders(context?.config.appUrl)
  // Next answers 500 to a malformed percent in a dynamic address (16.4.6).
  if (!isDecodable(request.nextUrl.pathname)) return new NextResponse('Not found', { status: 404, headers: fixed })
  if (context && isOtherLoopback(context.config.appUrl, request.headers.get('host')))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  const written: Parameters<CookieJar['set']>[] = []
  const jar = jarOf(request, written)
  if (context) clearEndedCookie(context, jar)
  const renewal = context && mayRenew(request) ? await renewIfDue(context, jar) : null

  const { appUrl, apiUrl } = context?.config ?? {}
  const page = pageHeaders({ appUrl, apiUrl, isDevelopment: !isProduction() })
  request.headers.set(policyHeader, page[policyHeader] ?? '')
  request.headers.set(reloadHeader, String(isReload(request.headers)))
  const response = answer(request, renewal, appUrl)
  for (const [name, value, options] of written) response.cookies.set(name, value, options)
  // The policies of a page take 2 kB; `next.config.mjs` has a short one for handlers.
  const hasPage = !request.nextUrl.pathname.startsWith('/api/') && !response.headers.has('location')
  for (const [name, value] of Object.entries(hasPage ? page : fixed)) response.headers.set(name, value)
  return response
}

/** Before pages that somebody waits for, and server actions. */
const mayRenew = ({ method, headers, nextUrl }: NextRequest) =>
  needsToken(nextUrl.pathname) && isAwaited(headers) && (method === 'GET' || headers.has('next-action'))

function jarOf({ cookies }: NextRequest, written: Parameters<CookieJar['set']>[]): CookieJar {
  return {
    get: (name) => cookies.get(name),
    getAll: () => cookies.getAll(),
    set: (name, value, options) => {
      cookies.set(name, value)
      written.push([name, value, options])
    },
  }
}

function answer(request: NextRequest, renewal: Renewal | null, appUrl = ''): NextResponse {
  // Rewritten request headers, and not only the answer's cookie: a route handler reads nothing else (Next 16.4.6).
  const forwarded = { request: { headers: request.headers } }
  if (!renewal || renewal.kind === 'renewed') return NextResponse.next(forwarded)
  const path = visiblePath(request.url)
  if (renewal.kind === 'refused')
    return NextResponse.redirect(
      absoluteUrl(appUrl, refreshThenPath({ returnTo: path, refused: renewal.refused })),
      307,
    )
  const { reason, retryAfterSeconds } = renewal
  logFailure(renewal, request.nextUrl.pathname)
  const page = new URL(loginPagePath({ reason, returnTo: path, untilMs: untilMsOf(renewal, Date.now()) }), request.url)
  const headers = { 'retry-after': String(retryAfterSeconds ?? 30) }
  return NextResponse.rewrite(page, { ...forwarded, status: describeReason(reason).status, headers })
}
