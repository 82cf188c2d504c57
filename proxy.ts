import { type NextRequest, NextResponse } from 'next/server'
import { isProduction } from '@/lib/config/server'
import { isOtherLoopback, isReload, pathHeader, reloadHeader } from '@/lib/http/request'
import { fixedHeaders, pageHeaders, policyHeader } from '@/lib/http/security-headers'
import { refreshBeforePage } from '@/lib/session/proxy'
import { sessionContext } from '@/lib/session/server'
import { canonicalPath, isDecodable, visiblePath } from '@/lib/urls'

export const config = {
  // Files of the build and of `public` need neither host nor session: `next.config.mjs` has their headers, and the same
  // names. The start of a sign-in and the reports see to themselves.
  matcher:
    '/((?!_next/static/|api/auth/login$|api/reports$|(?:favicon\\.ico|icon\\.svg|apple-icon\\.png|icon-(?:192|512|maskable-512)\\.png|opengraph-image|manifest\\.webmanifest|spotify-logo\\.svg|robots\\.txt)$).*)',
}

/** Before each page. Not a guard: pages and handlers check the session themselves. */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const context = sessionContext()
  const { appUrl, apiUrl } = context?.config ?? {}
  const fixed = fixedHeaders(appUrl)

  // 1. Next answers 500 to a malformed percent sign in a dynamic path (16.4.6).
  if (!isDecodable(request.nextUrl.pathname)) return new NextResponse('Not found', { status: 404, headers: fixed })

  // 2. Spotify redirects to the configured host name only, so the visitor must be on it before any cookie is made.
  if (appUrl && isOtherLoopback(request.headers, appUrl))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  // 3. What a page cannot see for itself. A handler needs no policy of its own.
  const isPage = !request.nextUrl.pathname.startsWith('/api/')
  const headers = isPage ? pageHeaders({ appUrl, apiUrl, isDevelopment: !isProduction() }) : fixed
  request.headers.set(policyHeader, headers[policyHeader] ?? '')
  request.headers.set(pathHeader, visiblePath(request.url))
  request.headers.set(reloadHeader, String(isReload(request.headers)))

  // 4. A session that is not revoked, with a token that lasts.
  const response = (context && (await refreshBeforePage(context, request))) ?? NextResponse.next({ request })

  // 5. The headers of the response. A redirect shows nothing, so it needs no policy either.
  const sent = response.headers.has('location') ? fixed : headers
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value)
  return response
}
