import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { logFailure, type Result, toResult } from '@/lib/http/failures'
import { reloadHeader } from '@/lib/http/handlers'
import type { ReadApi } from '@/lib/spotify/api'
import { createSessionApi } from './context'
import { skipsResponseCache, withResponseCache } from './memory/response-cache'
import { canRefreshHelp } from './refresh'
import { requireSessionWithTokens } from './server'
import { isExpired } from './session'
import { refreshPathTo } from './urls'

/**
 * Reads from Spotify in a server component, with the visitor's access token. Logs a failure and returns it as a failed result.
 * Redirects to the sign-in page if the visitor isn't signed in, and to `/api/auth/refresh` if a new access token is needed, because
 * pages can't write cookies.
 */
export async function readForPage<Value>(read: (api: ReadApi) => Promise<Value>): Promise<Result<Value>> {
  const { context, session, returnTo } = await requireSessionWithTokens()
  if (isExpired(session, context.now())) redirect(refreshPathTo({ returnTo }))
  const isReload = (await headers()).get(reloadHeader) === 'true'
  const mayReuse = !isReload && !skipsResponseCache(context, await cookies())
  const api = withResponseCache(createSessionApi(context, session), context, session, { mayReuse })
  const result = await toResult(read(api))
  if (canRefreshHelp(result, session, context.now())) redirect(refreshPathTo({ returnTo }))
  if (result.kind === 'failed') logFailure(result, returnTo)
  return result
}
