import type { ReasonCode } from '@/lib/reasons'
import { createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/errors'
import { readProfile } from '@/lib/spotify/profile'
import { type Attempt, sessionIdOf } from './attempt'
import type { SessionContext } from './context'
import { createSession, type Session } from './session'

export type ExchangeEnd =
  | { kind: 'session'; session: Session; returnTo: string }
  /** `detail` is for the log. */
  | { kind: 'failed'; reason: ReasonCode; detail: string; retryAfterSeconds?: number | undefined }

type Exchanger = Pick<SessionContext, 'config' | 'accounts' | 'fetch' | 'now'>

/** What a callback to a live attempt comes to: Spotify's error, or the code turned into a session. */
export async function exchange(
  { config, accounts, fetch, now }: Exchanger,
  attempt: Attempt,
  callback: URLSearchParams,
): Promise<ExchangeEnd> {
  const answer = accounts.readCallback(callback, attempt.state)
  if (!answer) return fail('login_failed', 'malformed callback')
  if ('error' in answer) {
    const detail = /^[a-z_]{1,40}$/.test(answer.error) ? answer.error : 'an unknown error'
    return fail(answer.error === 'access_denied' ? 'access_denied' : 'login_failed', detail)
  }

  const outcome = await accounts.exchangeCode(answer.code, attempt.verifier)
  if (outcome.kind === 'grant_refused') return fail('code_rejected', outcome.detail)
  if (outcome.kind === 'client_refused') return fail('client_rejected', outcome.detail)
  if (outcome.kind === 'unavailable') return fail('spotify_unavailable', outcome.detail)

  const { tokens } = outcome
  const grantedScopes = tokens.scopes ?? attempt.askedScopes
  const api = createApi({ url: config.apiUrl, accessToken: tokens.accessToken, grantedScopes, fetch, now })
  try {
    // An account that is not on the app's list can sign in all the same; its first call says so.
    const profile = await readProfile(api)
    const id = sessionIdOf(attempt.state)
    const session = createSession({ ...tokens, scopes: grantedScopes }, profile, now(), id)
    return { kind: 'session', session, returnTo: attempt.returnTo }
  } catch (error) {
    if (!(error instanceof SpotifyError)) throw error
    const reason = error.code === 'unauthorized' ? 'login_failed' : error.code
    return { ...fail(reason, error.message), retryAfterSeconds: error.retryAfterSeconds }
  }
}

const fail = (reason: ReasonCode, detail: string): Extract<ExchangeEnd, { kind: 'failed' }> => ({
  kind: 'failed',
  reason,
  detail,
})
