import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { isSameOrigin, noStore, redirectTo, refuse, refuseMethod, refuseRepeated } from '@/lib/http/handlers'
import { disconnectedPath, homePath, setupPath } from '@/lib/session/pages'
import { sessionContext } from '@/lib/session/server'
import { signOut } from '@/lib/session/sign-in'
import { absoluteUrl } from '@/lib/session/urls'

export async function POST(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  if (!isSameOrigin(request.headers, appUrl)) return refuse(request, 'forbidden', 'Sign out on this site’s own pages.')
  const refused = refuseRepeated(request, ['disconnect'])
  if (refused) return refused
  const isForGood = request.nextUrl.searchParams.has('disconnect')
  await signOut(context, await cookies(), { isForGood })
  return redirectTo(absoluteUrl(appUrl, isForGood ? disconnectedPath : homePath))
}

/** Lists the allowed methods. Next's default response would list every exported method, even those that only respond with 405. */
export const OPTIONS = () => new Response(null, { status: 204, headers: { ...noStore, allow: 'OPTIONS, POST' } })

const notAllowed = refuseMethod('POST')

export { notAllowed as DELETE, notAllowed as GET, notAllowed as HEAD, notAllowed as PATCH, notAllowed as PUT }
