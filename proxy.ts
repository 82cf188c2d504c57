import { type NextRequest, NextResponse } from 'next/server'
import { isProduction } from '@/lib/config/server'
import { isOtherLoopback, isReload, pathHeader, reloadHeader } from '@/lib/http/request'
import { fixedHeaders, pageHeaders, policyHeader } from '@/lib/http/security-headers'
import { refreshBeforePage } from '@/lib/session/proxy'
import { sessionContext } from '@/lib/session/server'
import { canonicalPath, isDecodable, visiblePath } from '@/lib/urls'

export const config = {
  // Files of the build and of `public` need no session: `next.config.mjs` sets their headers, with the same names. The start of a
  // sign-in and the reports do this work on their own.
  matcher:
    '/((?!_next/static/|api/auth/login$|api/reports$|(?:favicon\\.ico|icon\\.svg|apple-icon\\.png|icon-(?:192|512|maskable-512)\\.png|opengraph-image|manifest\\.webmanifest|spotify-logo\\.svg|robots\\.txt)$).*)',
}

/** Runs before pages and most handlers, which check the session on their own. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const context = sessionContext()
  const { appUrl, apiUrl } = context?.config ?? {}
  const fixed = fixedHeaders(appUrl)

  // 1. Next (16.4.6) responds with 500 to invalid percent-encoding in a dynamic path.
  if (!isDecodable(request.nextUrl.pathname)) return new NextResponse('Not found', { status: 404, headers: fixed })

  // 2. Spotify redirects to the configured host name, so the visitor must be there before the first cookie is set.
  if (appUrl && isOtherLoopback(request.headers, appUrl))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  // 3. What a page can't see on its own. Handlers need no content security policy.
  const isPage = !request.nextUrl.pathname.startsWith('/api/')
  const headers = isPage ? pageHeaders({ appUrl, apiUrl, isDevelopment: !isProduction() }) : fixed
  request.headers.set(policyHeader, headers[policyHeader] ?? '')
  request.headers.set(pathHeader, visiblePath(request.url))
  request.headers.set(reloadHeader, String(isReload(request.headers)))

  // 4. Remove a revoked session; refresh a token that is about to expire.
  const response = (context && (await refreshBeforePage(context, request))) ?? NextResponse.next({ request })

  // 5. Security headers. Redirects need no content security policy either.
  const sent = response.headers.has('location') ? fixed : headers
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value)
  return response
}
