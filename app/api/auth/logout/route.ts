import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { isSameOrigin, redirectTo, refuse, refuseRepeated } from '@/lib/http/handlers'
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
