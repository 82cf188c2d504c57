import 'server-only'
import { cookies } from 'next/headers'
import { isUserRequest } from '@/lib/http/request'
import { logFailure } from '@/lib/log'
import { type FailedResult, type Failure, type Result, toResult } from '@/lib/result'
import type { Api } from '@/lib/spotify/api'
import { createSessionApi } from './context'
import { deferWrites } from './cookies'
import { refreshingCache } from './memory/response-cache'
import { canRefreshHelp, needsRefresh, type RefreshOptions, refreshSession } from './refresh'
import { readSession, sessionContext } from './server'
import { hasConsentEnded, type Session } from './session'

/**
 * For route handlers, which can write cookies. Refreshes the token if necessary. If Spotify refuses the token, refreshes it and
 * repeats the call once. `viewerId` in the result identifies whose data it is.
 */
export async function readForHandler<Value>(
  request: Request,
  read: (api: Api) => Promise<Value>,
): Promise<Result<Value> & { viewerId?: string }> {
  const [context, session] = [sessionContext(), await readSession()]
  if (!context || !session) return signedOut
  const target = await cookies()
  const jar = deferWrites(target)
  const log = (failure: Failure) => logFailure(failure, new URL(request.url).pathname)

  const readWith = (used: Session): Promise<Result<Value>> => {
    const api = createSessionApi(context, { ...used, signal: request.signal })
    return toResult(read(refreshingCache(api, context, used)))
  }
  const refreshAndRead = async (options?: RefreshOptions): Promise<Result<Value>> => {
    const refreshed = await refreshSession(context, jar, session, options)
    if (refreshed.kind === 'retry') return fail({ reason: 'consent_expired', detail: 'refused' })
    if (refreshed.kind !== 'fresh') return fail(refreshed.failure)
    if (refreshed.failure) log(refreshed.failure)
    return readWith(refreshed.session)
  }
  const readAndRefresh = async (): Promise<Result<Value>> => {
    if (hasConsentEnded(session, context.now())) return fail({ reason: 'consent_expired', detail: 'six months' })
    if (!isUserRequest(request.headers)) return readWith(session)
    if (needsRefresh(session, context.now())) return refreshAndRead()
    const result = await readWith(session)
    return canRefreshHelp(result, session, context.now()) ? refreshAndRead({ isAccessRefused: true }) : result
  }

  // If the visitor has signed out in the meantime, the browser may already have another session.
  const isRevoked = () => context.revoked.has(session.id)
  const late = await readAndRefresh().finally(() => {
    // Saves new tokens even if `read` throws.
    if (!isRevoked()) jar.writeTo(target)
  })
  const result = isRevoked() ? signedOut : late
  // If the visitor has left the page, this isn't a failure.
  if (result.kind === 'failed' && !request.signal.aborted) log(result)
  return { ...result, viewerId: session.viewer.id }
}

const fail = (failure: Failure): FailedResult => ({ ...failure, kind: 'failed' })
const signedOut = fail({ reason: 'signed_out', detail: 'no session' })
