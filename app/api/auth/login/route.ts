import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import {
  isFromOtherOrigin,
  isNavigation,
  isOtherLoopback,
  redirectTo,
  refuse,
  refuseMethod,
  refuseRepeated,
  respondWithNothing,
} from '@/lib/http/handlers'
import { setupPath } from '@/lib/session/pages'
import { sessionContext } from '@/lib/session/server'
import { startSignIn } from '@/lib/session/sign-in'
import { absoluteUrl, visiblePath } from '@/lib/session/urls'
import { parseKnownScopes } from '@/lib/spotify/scopes'

/** Starts a sign-in. Checks the host name, because an app's proxy may not check it. */
export async function GET(request: NextRequest) {
  // Must come first; otherwise, with Cache Components, a build without settings would prerender this handler.
  const jar = await cookies()
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  if (isOtherLoopback(request.headers, appUrl)) return redirectTo(absoluteUrl(appUrl, visiblePath(request.url)))
  // Only the most recent attempts are kept, so attempts started by prefetches could displace a real one.
  if (!isNavigation(request.headers)) return respondWithNothing()
  const refused = refuseRepeated(request, ['returnTo', 'switch', 'renew', 'scope'])
  if (refused) return refused
  const query = request.nextUrl.searchParams
  const addedScopes = parseKnownScopes(query.get('scope') ?? '')
  if (!addedScopes) return refuse(request, 'invalid_request', 'scope contains an unknown scope name.')
  const isSwitch = query.get('switch') === '1'
  const asksAgain = isSwitch || query.get('renew') === '1' || addedScopes.length > 0
  const url = await startSignIn(context, jar, {
    returnTo: query.get('returnTo'),
    addedScopes,
    isSwitch,
    // Any site can link to this URL, so a visitor who arrives from a different site must confirm the sign-in on Spotify's page.
    showDialog: asksAgain || isFromOtherOrigin(request.headers),
  })
  return redirectTo(url.href)
}

export const HEAD = refuseMethod('GET')
