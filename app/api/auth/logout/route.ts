import { cookies } from 'next/headers'
import { noStore, redirectTo, refuseMethod } from '@/lib/respond'
import { isSameOrigin } from '@/lib/session/navigation'
import { sessionContext } from '@/lib/session/server'
import { signOut } from '@/lib/session/sign-in'
import { absoluteUrl, homePath, setupPath } from '@/lib/urls'

export async function POST(request: Request) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  if (!isSameOrigin(request.headers, appUrl)) return new Response('Sign out on this site’s own pages.', { status: 403 })
  await signOut(context, await cookies())
  return redirectTo(absoluteUrl(appUrl, homePath))
}

/** Next would list every method that is exported here, those that are refused as well. */
export const OPTIONS = () => new Response(null, { status: 204, headers: { ...noStore, allow: 'OPTIONS, POST' } })

const refuse = refuseMethod('POST')

export { refuse as DELETE, refuse as GET, refuse as HEAD, refuse as PATCH, refuse as PUT }
