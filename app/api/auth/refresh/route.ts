import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { logFailure } from '@/lib/http/failures'
import { isNavigation, redirectTo, refuseMethod, refuseRepeated, respondWithNothing } from '@/lib/http/handlers'
import { setupPath } from '@/lib/session/pages'
import { refreshAndReturn } from '@/lib/session/refresh'
import { sessionContext } from '@/lib/session/server'
import { absoluteUrl, parseReturnTo, refreshPath } from '@/lib/session/urls'

export async function GET(request: NextRequest) {
  // Must come first; otherwise, with Cache Components, a build without settings would prerender this handler.
  const jar = await cookies()
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  // If a streamed page redirects here, Next's router (16.4.6) fetches this URL, and a redirect back to the page would make the
  // router repeat the fetch endlessly. After an empty response, the browser loads this URL as a new document instead.
  if (!isNavigation(request.headers)) return respondWithNothing()
  const repeated = refuseRepeated(request, ['returnTo', 'refused', 'replaced'])
  if (repeated) return repeated
  const query = request.nextUrl.searchParams
  const returnTo = parseReturnTo(query.get('returnTo'))
  const visit = { returnTo, refused: query.get('refused'), replaced: query.get('replaced') }
  const { path, failure } = await refreshAndReturn(context, jar, visit)
  if (failure) logFailure(failure, refreshPath)
  return redirectTo(absoluteUrl(context.config.appUrl, path))
}

export const HEAD = refuseMethod('GET')
