import { createApi } from '@/lib/spotify/api'
import { readProfile } from '@/lib/spotify/profile'
import { type Attempt, sessionIdOf } from './attempt'
import type { SessionContext } from './context'
import { type FailedResult, type Failure, type Result, toResult } from './result'
import { createSession, type Session } from './session'

/** What the callback to a live attempt comes to: Spotify's error, or its code turned into a session. */
export async function exchangeCode(
  context: SessionContext,
  attempt: Attempt,
  callback: URLSearchParams,
): Promise<Result<Session>> {
  const { accounts, usedAttempts } = context
  if (!(await usedAttempts.use(attempt.state))) return fail('state_mismatch', { detail: 'the attempt was used before' })
  const answer = accounts.readCallback(callback, attempt.state)
  if (!answer) return fail('login_failed', { detail: 'malformed callback' })
  if ('error' in answer) {
    const detail = /^[a-z_]{1,40}$/.test(answer.error) ? answer.error : 'an unknown error'
    return fail(answer.error === 'access_denied' ? 'access_denied' : 'login_failed', { detail })
  }

  const outcome = await accounts.exchangeCode(answer.code, attempt.verifier)
  if (outcome.kind !== 'tokens') {
    const isLimited = outcome.kind === 'unavailable' && outcome.retryAfterSeconds !== undefined
    return fail(isLimited ? 'rate_limited' : reasonOf[outcome.kind], outcome)
  }

  const { accessToken, scopes: grantedScopes = attempt.requestedScopes } = outcome.tokens
  const { config, cooldown, fetch, now, pause } = context
  const api = createApi({ url: config.apiUrl, accessToken, grantedScopes, cooldown, fetch, now, pause })
  // An account that is not on the app's list can sign in all the same; its first call says so.
  const profile = await toResult(readProfile(api))
  if (profile.kind === 'failed') return profile.isTokenRefused ? { ...profile, reason: 'login_failed' } : profile
  const tokens = { ...outcome.tokens, scopes: grantedScopes }
  return { kind: 'ok', value: createSession(tokens, profile.value, now(), sessionIdOf(callback)) }
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
