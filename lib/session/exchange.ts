import type { ReasonCode } from '@/lib/reasons'
import { createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/errors'
import { readProfile } from '@/lib/spotify/profile'
import { type Attempt, sessionIdOf } from './attempt'
import type { SessionContext } from './context'
import type { Failure } from './reading'
import { createSession, type Session } from './session'

export type ExchangeEnd = { kind: 'session'; session: Session; returnTo: string } | ({ kind: 'failed' } & Failure)

type Exchanger = Pick<SessionContext, 'config' | 'accounts' | 'cooldown' | 'usedAttempts' | 'fetch' | 'now' | 'pause'>

/** What a callback to a live attempt comes to: Spotify's error, or the code turned into a session. */
export async function exchange(
  { config, accounts, cooldown, usedAttempts, fetch, now, pause }: Exchanger,
  attempt: Attempt,
  callback: URLSearchParams,
): Promise<ExchangeEnd> {
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

  const { accessToken, scopes: grantedScopes = attempt.askedScopes } = outcome.tokens
  const api = createApi({ url: config.apiUrl, accessToken, grantedScopes, cooldown, fetch, now, pause })
  try {
    // An account that is not on the app's list can sign in all the same; its first call says so.
    const profile = await readProfile(api)
    const id = sessionIdOf(callback)
    const session = createSession({ ...outcome.tokens, scopes: grantedScopes }, profile, now(), id)
    return { kind: 'session', session, returnTo: attempt.returnTo }
  } catch (error) {
    if (!(error instanceof SpotifyError)) throw error
    const { code, message: detail, requestId, retryAfterSeconds } = error
    return fail(code === 'unauthorized' ? 'login_failed' : code, { detail, requestId, retryAfterSeconds })
  }
}

const reasonOf = {
  grant_refused: 'code_rejected',
  client_refused: 'client_rejected',
  unavailable: 'spotify_unavailable',
} as const

function fail(
  reason: ReasonCode,
  { detail, requestId, retryAfterSeconds }: Omit<Failure, 'reason'>,
): ExchangeEnd & { kind: 'failed' } {
  return { kind: 'failed', reason, detail, requestId, retryAfterSeconds }
}
