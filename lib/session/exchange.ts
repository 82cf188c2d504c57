import { type FailedResult, type Failure, type Result, toResult } from '@/lib/result'
import { readProfile } from '@/lib/spotify/profile'
import { type Attempt, sessionIdOf } from './attempt'
import { createSessionApi, type SessionContext } from './context'
import { createSession, type Session } from './session'

/**
 * Returns the session for a callback's code, or why there is none. The new session's date of consent is the date of the sign-in.
 */
export async function createSessionFromCallback(
  context: SessionContext,
  attempt: Attempt,
  callback: URLSearchParams,
): Promise<Result<Session>> {
  const { accounts, usedAttempts } = context
  if (!(await usedAttempts.use(attempt.state))) return fail('state_mismatch', { detail: 'the attempt was used before' })
  const response = accounts.readCallback(callback, attempt.state)
  if (!response) return fail('login_failed', { detail: 'malformed callback' })
  if ('error' in response) {
    const detail = /^[a-z_]{1,40}$/.test(response.error) ? response.error : 'an unknown error'
    return fail(response.error === 'access_denied' ? 'access_denied' : 'login_failed', { detail })
  }

  const outcome = await accounts.exchangeCode(response.code, attempt.verifier)
  if (outcome.kind !== 'tokens') {
    const isLimited = outcome.kind === 'unavailable' && outcome.retryAfterSeconds !== undefined
    return fail(isLimited ? 'rate_limited' : reasonOf[outcome.kind], outcome)
  }

  const { accessToken, scopes: grantedScopes = attempt.requestedScopes } = outcome.tokens
  const api = createSessionApi(context, { accessToken, grantedScopes })
  // An account that isn't on the app's list can sign in too, but its first call fails.
  const profile = await toResult(readProfile(api))
  if (profile.kind === 'failed') return profile.isTokenRefused ? { ...profile, reason: 'login_failed' } : profile
  const tokens = { ...outcome.tokens, scopes: grantedScopes }
  return { kind: 'ok', value: createSession(tokens, profile.value, context.now(), sessionIdOf(callback)) }
}

const reasonOf = {
  grant_refused: 'code_rejected',
  client_refused: 'client_rejected',
  unavailable: 'spotify_unavailable',
} as const

const fail = (
  reason: Failure['reason'],
  { detail, requestId, retryAfterSeconds }: Omit<Failure, 'reason'>,
): FailedResult => ({ kind: 'failed', reason, detail, requestId, retryAfterSeconds })
