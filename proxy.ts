import { type NextRequest, NextResponse } from 'next/server'
import { isProduction } from '@/lib/config/server'
import { log } from '@/lib/log'
import { describeReason } from '@/lib/reasons'
import { noStore } from '@/lib/respond'
import { contentSecurityPolicy, createNonce, securityHeaders } from '@/lib/security-headers'
import { isOtherLoopback } from '@/lib/session/host'
import { isPrefetch } from '@/lib/session/navigation'
import { type Renewal, renewIfDue } from '@/lib/session/renewal'
import { sessionContext } from '@/lib/session/server'
import { absoluteUrl, canonicalPath, loginPagePath, needsToken, refreshThenPath } from '@/lib/urls'

export const config = {
  // Files of the build and of `public` need neither host, session nor policy.
  matcher: '/((?!_next/static|_next/image|.*\\.(?:ico|png|svg|jpg|woff2|txt|xml|webmanifest)$).*)',
}

/** Before each page: the right host, a fresh token where one is needed, the headers. No guard: pages check for themselves. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const context = sessionContext()
  const appUrl = context?.config.appUrl
  const path = pathOf(request)
  if (appUrl && isOtherLoopback(appUrl, request.headers.get('host')))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  const isHttps = appUrl?.startsWith('https:') ?? false
  const nonce = createNonce()
  const policy = contentSecurityPolicy({
    nonce,
    apiUrl: context?.config.apiUrl,
    isHttps,
    isDevelopment: !isProduction(),
  })

  const written = new NextResponse()
  const renewal = context && mayRenew(request) ? await renewIfDue(context, proxyJar(request, written)) : null
  // Rewritten request headers, and not only the answer's cookie: a route handler reads nothing else (Next 16.4.6).
  const headers = new Headers(request.headers)
  headers.set('content-security-policy', policy)
  const response = answer(request, renewal, path, appUrl, headers)

  for (const cookie of written.cookies.getAll()) response.cookies.set(cookie)
  response.headers.set('content-security-policy', policy)
  for (const [name, value] of [...securityHeaders(isHttps), ...Object.entries(noStore)])
    response.headers.set(name, value)
  return response
}

/** The address as the visitor sees it: `_rsc` is what Next's router adds to its own requests. */
function pathOf({ url }: NextRequest): string {
  const { pathname, searchParams, search } = new URL(url)
  if (!searchParams.has('_rsc')) return pathname + search
  searchParams.delete('_rsc')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

const mayRenew = ({ method, headers, nextUrl }: NextRequest) =>
  needsToken(nextUrl.pathname) && method !== 'HEAD' && !isPrefetch(headers)

function proxyJar(request: NextRequest, written: NextResponse): Parameters<typeof renewIfDue>[1] {
  return {
    get: (name) => request.cookies.get(name),
    getAll: () => request.cookies.getAll(),
    set: (name, value, options) => {
      request.cookies.set(name, value)
      written.cookies.set(name, value, options)
    },
  }
}

function answer(
  request: NextRequest,
  renewal: Renewal | null,
  path: string,
  appUrl: string | undefined,
  headers: Headers,
): NextResponse {
  // JSON addresses answer for themselves, in JSON.
  const goesOn = !renewal || renewal.kind === 'renewed' || path.startsWith('/api/')
  if (goesOn || !appUrl) return NextResponse.next({ request: { headers } })
  if (renewal.kind === 'refused')
    return NextResponse.redirect(absoluteUrl(appUrl, refreshThenPath(path, renewal.refused)), 307)
  const { reason, detail } = renewal
  const { status } = describeReason(reason)
  log('warn', { code: reason, address: request.nextUrl.pathname, status, detail })
  const page = new URL(loginPagePath({ reason, returnTo: path }), request.url)
  return NextResponse.rewrite(page, { status, request: { headers }, headers: { 'retry-after': '30' } })
}
