import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { answerNothing, redirectTo, refuse, refuseMethod } from '@/lib/respond'
import { isNavigation } from '@/lib/session/navigation'
import { sessionContext } from '@/lib/session/server'
import { startSignIn } from '@/lib/session/sign-in'
import { parseKnownScopes } from '@/lib/spotify/scopes'
import { setupPath } from '@/lib/urls'

export async function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  // A sign-in that nobody asked for would push out the attempts of one that somebody did.
  if (!isNavigation(request.headers)) return answerNothing()
  const query = request.nextUrl.searchParams
  const addedScopes = parseKnownScopes(query.get('scope') ?? '')
  if (!addedScopes) return refuse(request, 'invalid_request', 'scope may hold names of the catalogue only.')
  const url = await startSignIn(context, await cookies(), {
    returnTo: query.get('returnTo'),
    addedScopes,
    showDialog: query.get('switch') === '1' || addedScopes.length > 0,
  })
  return redirectTo(url.href)
}

export const HEAD = refuseMethod('GET')
