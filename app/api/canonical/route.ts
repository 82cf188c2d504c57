import type { NextRequest } from 'next/server'
import { redirectTo } from '@/lib/http/responses'
import { sessionContext } from '@/lib/session/server'
import { absoluteUrl, canonicalPath, homePath, setupPath } from '@/lib/urls'

/**
 * Stands in for the whole site under another loopback name (see `proxy.ts`): leads to the same path on the configured
 * origin. The proxy cannot redirect by itself, since Next makes its redirects to the own origin relative (16.4.6), and
 * `localhost` would lead back to `localhost` for ever.
 */
export function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { pathname, search } = new URL(request.url)
  const path = pathname === canonicalPath ? homePath : pathname + search
  return redirectTo(absoluteUrl(context.config.appUrl, path))
}
