import { type NextRequest, NextResponse } from 'next/server'
import { config as appConfig, isProduction } from '@/lib/config/server'
import { isOtherLoopback } from '@/lib/http/handlers'
import { refusalOf, shortenAgent } from '@/lib/http/request-guard'
import { fixedHeaders, pageHeaders, policyHeader } from '@/lib/http/security-headers'
import { sessionProxy } from '@/lib/session/proxy'
import { decodePath } from '@/lib/session/urls'
import { canonicalPath, needsToken } from '@/lib/urls'

export const config = {
  // Skips build output and public files, which need no session. `next.config.mjs` also lists these files and sets their headers.
  // Also skips `/api/reports`, whose route handler sets the security headers itself.
  matcher:
    '/((?!_next/static/|api/reports$|(?:favicon\\.ico|icon\\.svg|apple-icon\\.png|icon-(?:192|512|maskable-512)\\.png|opengraph-image|manifest\\.webmanifest|spotify-logo\\.svg|robots\\.txt)$).*)',
}

/**
 * Runs before every page and most route handlers. Doesn't restrict access: each page and route handler checks the session itself.
 */
export async function proxy(request: NextRequest): Promise<NextResponse> {
  const { appUrl, apiUrl } = appConfig() ?? {}
  const fixed = fixedHeaders(appUrl)
  const { pathname, search } = request.nextUrl

  // 1. Respond with 404 if the path has invalid percent-encoding, because Next's dynamic routes (16.4.6) would respond with 500.
  // On a serverless host, which doesn't use Next's server, also apply the request guard's limits.
  if (decodePath(pathname) === null) return new NextResponse('Not found', { status: 404, headers: fixed })
  const refusal = refusalOf(pathname + search)
  if (refusal) return new NextResponse(refusal.body, { status: refusal.status, headers: fixed })
  const agent = request.headers.get('user-agent')
  if (agent) request.headers.set('user-agent', shortenAgent(agent))

  // 2. If the host name is a loopback name other than the configured one, such as `localhost`, redirect to the configured host
  // name. After a sign-in, Spotify redirects to the configured host name, and browsers don't send cookies that another host set.
  if (appUrl && isOtherLoopback(request.headers, appUrl))
    return NextResponse.rewrite(new URL(canonicalPath, request.url))

  // 3. Pass the content security policy to the page, which reads the nonce from it. Route handlers don't need this policy.
  const headers = pathname.startsWith('/api/') ? fixed : pageHeaders({ appUrl, apiUrl, isDevelopment: !isProduction() })
  request.headers.set(policyHeader, headers[policyHeader] ?? '')

  // 4. Remove the cookie of a revoked session, and refresh an access token that is about to expire.
  const response = await sessionProxy(request, { mayRefresh: needsToken(pathname) })

  // 5. Set the security headers. Like route handlers, redirects don't need a page's content security policy.
  const sent = response.headers.has('location') ? fixed : headers
  for (const [name, value] of Object.entries(sent)) response.headers.set(name, value)
  return response
}
