import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { logFailure } from '@/lib/http/failures'
import { redirectTo, refuseMethod } from '@/lib/http/handlers'
import { setupPath } from '@/lib/session/pages'
import { sessionContext } from '@/lib/session/server'
import { finishSignIn } from '@/lib/session/sign-in'
import { absoluteUrl, callbackPath, failurePath } from '@/lib/session/urls'

export async function GET(request: NextRequest) {
  // Must come first; otherwise, with Cache Components, a build without settings would prerender this handler.
  const jar = await cookies()
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  const end = await finishSignIn(context, jar, request.nextUrl.searchParams)
  if (end.kind === 'signed_in') return redirectTo(absoluteUrl(appUrl, end.returnTo))
  logFailure(end, callbackPath)
  return redirectTo(absoluteUrl(appUrl, failurePath(end, end.returnTo, context.now())))
}

export const HEAD = refuseMethod('GET')
