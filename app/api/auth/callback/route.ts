import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { redirectTo, refuseMethod } from '@/lib/http/responses'
import { logFailure } from '@/lib/log'
import { failurePath } from '@/lib/result'
import { sessionContext } from '@/lib/session/server'
import { finishSignIn } from '@/lib/session/sign-in'
import { absoluteUrl, callbackPath, setupPath } from '@/lib/urls'

export async function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  const end = await finishSignIn(context, await cookies(), request.nextUrl.searchParams)
  if (end.kind === 'signed_in') return redirectTo(absoluteUrl(appUrl, end.returnTo))
  logFailure(end, callbackPath)
  return redirectTo(absoluteUrl(appUrl, failurePath(end, end.returnTo, context.now())))
}

export const HEAD = refuseMethod('GET')
