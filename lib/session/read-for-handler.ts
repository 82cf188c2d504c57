import 'server-only'
import { cookies } from 'next/headers'
import { type FailedResult, type Failure, logFailure, type Result, toResult } from '@/lib/http/failures'
import { isUserRequest, reloadHeader } from '@/lib/http/handlers'
import type { Api } from '@/lib/spotify/api'
import { createSessionApi } from './context'
import { deferWrites, removeRevokedSession } from './cookies'
import { skipResponseCache, withChangeListener } from './memory/response-cache'
import { canRefreshHelp, needsRefresh, type RefreshOptions, refreshSession } from './refresh'
import { readSessionWithTokens, sessionContext } from './server'
import { hasConsentEnded, type Session } from './session'

/**
 * Reads from Spotify in a route handler. Refreshes the access token if necessary. Unlike a page, a route handler can save new
 * tokens in the session cookie. If Spotify refuses the access token, refreshes it and repeats the call once. `viewerId` is the
 * Spotify user ID of the visitor whose data the result contains.
 */
export async function readForHandler<Value>(
  request: Request,
  read: (api: Api) => Promise<Value>,
): Promise<Result<Value> & { viewerId?: string }> {
  const [context, session] = [sessionContext(), await readSessionWithTokens()]
  if (!context) return signedOut
  const target = await cookies()
  if (!session) {
    await removeRevokedSession(context, target)
    return signedOut
  }
  const jar = deferWrites(target)
  if (request.headers.get(reloadHeader) === 'true') skipResponseCache(context, jar)
  const log = (failure: Failure) => logFailure(failure, new URL(request.url).pathname)

  const readWith = (used: Session): Promise<Result<Value>> => {
    const api = createSessionApi(context, { ...used, signal: request.signal })
    return toResult(read(withChangeListener(api, () => skipResponseCache(context, jar))))
  }
  const refreshAndRead = async (options?: RefreshOptions): Promise<Result<Value>> => {
    const refreshed = await refreshSession(context, jar, session, options)
    if (refreshed.kind === 'retry')
      return fail({ reason: 'consent_expired', detail: 'Spotify refused the refresh token' })
    if (refreshed.kind !== 'fresh') return fail(refreshed.failure)
    if (refreshed.failure) log(refreshed.failure)
    return readWith(refreshed.session)
  }
  const readAndRefresh = async (): Promise<Result<Value>> => {
    if (hasConsentEnded(session, context.now()))
      return fail({ reason: 'consent_expired', detail: 'six months have passed since the visitor granted access' })
    if (!isUserRequest(request.headers)) return readWith(session)
    if (needsRefresh(session, context.now())) return refreshAndRead()
    const result = await readWith(session)
    return canRefreshHelp(result, session, context.now()) ? refreshAndRead({ isAccessRefused: true }) : result
  }

  // If the visitor signed out during the call, the new tokens aren't saved, because the browser may already have a different
  // session.
  const isRevoked = () => context.revoked.has(session.id)
  const late = await readAndRefresh().finally(() => {
    // Saves new tokens even if `read` throws.
    if (!isRevoked()) jar.writeTo(target)
  })
  const result = isRevoked() ? signedOut : late
  // A call that was cancelled because the visitor left the page doesn't count as a failure.
  if (result.kind === 'failed' && !request.signal.aborted) log(result)
  return { ...result, viewerId: session.viewer.id }
}

const fail = (failure: Failure): FailedResult => ({ ...failure, kind: 'failed' })
const signedOut = fail({ reason: 'signed_out', detail: 'no session' })
