import { type NextRequest, NextResponse } from 'next/server'
import { isProduction } from '@/lib/config/server'
import { isOtherLoopback, isReload, pathHeader, reloadHeader } from '@/lib/http/request'
import { fixedHeaders, pageHeaders, policyHeader } from '@/lib/http/security-headers'
import { refreshBeforePage } from '@/lib/session/proxy'
import { sessionContext } from '@/lib/session/server'
import { canonicalPath, decodePath, visiblePath } from '@/lib/urls'

export const config = {
  // Skips files from the build and from `public`, which need no session; `next.config.mjs` sets their headers under the same names.
  // Also skips the start of a sign-in and the policy reports, whose handlers do this work themselves.
  matcher:
    '/((?!_next/static/|api/auth/login$|api/reports$|(?:favicon\\.ico|icon\\.svg|apple-icon\\.png|icon-(?:192|512|maskable-512)\\.png|opengraph-image|manifest\\.webmanifest|spotify-logo\\.svg|robots\\.txt)$).*)',
}

/** Runs before pages and most route handlers. It doesn't protect them: each one checks the session itself. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const context = sessionContext()
  const { appUrl, apiUrl } = context?.config ?? {}
  const fixed = fixedHeaders(appUrl)

  // 1. Next (16.4.6) responds with 500 to invalid percent-encoding in a dynamic path.
  if (decodePath(request.nextUrl.pathname) === null)
    return new NextResponse('Not found', { status: 404, headers: fixed })

  // 2. Spotify redirects to the configured host name, so the visitor must use that name before the first cookie is set.
  if (appUrl && isOtherLoopback(request.headers, appUrl))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  // 3. Request details that pages can't see. Handlers need no content security policy.
  const isPage = !request.nextUrl.pathname.startsWith('/api/')
  const headers = isPage ? pageHeaders({ appUrl, apiUrl, isDevelopment: !isProduction() }) : fixed
  request.headers.set(policyHeader, headers[policyHeader] ?? '')
  request.headers.set(pathHeader, visiblePath(request.url))
  request.headers.set(reloadHeader, String(isReload(request.headers)))

  // 4. Remove a revoked session, and refresh a token that is about to expire.
  const response = (context && (await refreshBeforePage(context, request))) ?? NextResponse.next({ request })

  // 5. Security headers. Redirects need no content security policy either.
  const sent = response.headers.has('location') ? fixed : headers
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value)
  return response
}
