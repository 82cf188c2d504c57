import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { logFailure } from '@/lib/log'
import { answerNothing, redirectTo, refuseMethod, refuseRepeated } from '@/lib/respond'
import { isNavigation } from '@/lib/session/navigation'
import { renewAndReturn } from '@/lib/session/renewal'
import { parseReturnTo } from '@/lib/session/return-to'
import { sessionContext } from '@/lib/session/server'
import { absoluteUrl, refreshPath, setupPath } from '@/lib/urls'

export async function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  // Next's router fetches the address that a streamed page redirects to, and is lost when that leads back to the page it
  // is on (16.4.6). An answer without a body makes it navigate.
  if (!isNavigation(request.headers)) return answerNothing()
  const repeated = refuseRepeated(request, ['returnTo', 'refused', 'renewed'])
  if (repeated) return repeated
  const query = request.nextUrl.searchParams
  const returnTo = parseReturnTo(query.get('returnTo'))
  const visit = { returnTo, refused: query.get('refused'), renewed: query.get('renewed') }
  const { path, failure } = await renewAndReturn(context, await cookies(), visit)
  if (failure) logFailure(failure, refreshPath)
  return redirectTo(absoluteUrl(context.config.appUrl, path))
}

export const HEAD = refuseMethod('GET')
