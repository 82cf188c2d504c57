import type { NextRequest } from 'next/server'
import { redirectTo } from '@/lib/http/handlers'
import { homePath, setupPath } from '@/lib/session/pages'
import { sessionContext } from '@/lib/session/server'
import { absoluteUrl } from '@/lib/session/urls'
import { canonicalPath } from '@/lib/urls'

/**
 * Redirects requests for a loopback host name other than the configured one, such as `localhost`, to the same path on the
 * configured origin. The proxy can't redirect these requests itself: Next (16.4.6) would make the redirect relative, so `localhost`
 * would redirect to itself.
 */
export function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { pathname, search } = new URL(request.url)
  const path = pathname === canonicalPath ? homePath : pathname + search
  return redirectTo(absoluteUrl(context.config.appUrl, path))
}
