import { cookies } from 'next/headers'
import type { NextRequest } from 'next/server'
import { log } from '@/lib/log'
import { describeReason } from '@/lib/reasons'
import { redirectTo, refuseMethod } from '@/lib/respond'
import { sessionContext } from '@/lib/session/server'
import { finishSignIn } from '@/lib/session/sign-in'
import { absoluteUrl, callbackPath, loginPagePath, setupPath } from '@/lib/urls'

export async function GET(request: NextRequest) {
  const context = sessionContext()
  if (!context) return redirectTo(setupPath)
  const { appUrl } = context.config
  const end = await finishSignIn(context, await cookies(), request.nextUrl.searchParams)
  if (end.kind === 'signed_in') return redirectTo(absoluteUrl(appUrl, end.returnTo))
  const { reason, returnTo, detail, retryAfterSeconds } = end
  log('warn', { code: reason, address: callbackPath, status: describeReason(reason).status, detail })
  return redirectTo(absoluteUrl(appUrl, loginPagePath({ reason, returnTo, retryAfter: retryAfterSeconds })))
}

export const HEAD = refuseMethod('GET')
