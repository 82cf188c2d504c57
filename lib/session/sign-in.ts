import type { ReasonCode } from '@/lib/reasons'
import { createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/errors'
import { readProfile } from '@/lib/spotify/profile'
import { defaultScopes, type Scope, scopes } from '@/lib/spotify/scopes'
import {
  type Attempt,
  attemptIdOf,
  attemptLifeSeconds,
  createAttempt,
  fitsAttempt,
  parseAttempt,
  surplusAttempts,
  toStoredAttempt,
} from './attempt'
import type { SessionContext } from './context'
import { type CookieJar, cookieNames, cookieOptions } from './cookies'
import { parseReturnTo } from './return-to'
import { seal, unseal } from './seal'
import { createSession } from './session'
import { endSession, readSessionCookie, removeSessionCookie, writeSessionCookie } from './session-cookie'

export type SignInRequest = { returnTo: string | null; addedScopes: readonly Scope[]; showDialog: boolean }

export type SignInEnd =
  | { kind: 'signed_in'; returnTo: string }
  /** An existing session is as it was. `detail` is for the log. */
  | {
      kind: 'failed'
      reason: ReasonCode
      returnTo: string
      detail: string
      retryAfterSeconds?: number | undefined
    }

/** Puts a new attempt into the jar. Gives Spotify's address to go to. */
export async function startSignIn(context: SessionContext, jar: CookieJar, request: SignInRequest): Promise<URL> {
  const { appUrl, passwords } = context.config
  // What was granted before is asked for again, or a sign-in to add one scope would drop the others.
  const granted = (await readSessionCookie(context, jar))?.grantedScopes ?? []
  const asked = new Set<Scope>([...defaultScopes, ...granted, ...request.addedScopes])
  const askedScopes = scopes.filter((scope) => asked.has(scope))
  const attempt = createAttempt(parseReturnTo(request.returnTo), askedScopes, context.now())

  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = jar.getAll().filter(({ name }) => name.startsWith(names.attempts))
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
  return context.accounts.authorizeUrl({ ...attempt, scopes: askedScopes, showDialog: request.showDialog })
}

/** Ends the attempt that the callback answers: a new session in the jar, or the reason why not. */
export async function finishSignIn(
  context: SessionContext,
  jar: CookieJar,
  callback: URLSearchParams,
): Promise<SignInEnd> {
  const attempt = await takeAttempt(context, jar, callback.get('state'))
  if (!attempt) return { kind: 'failed', reason: 'state_mismatch', returnTo: '/', detail: 'no live attempt' }
  const { returnTo } = attempt
  const fail = (reason: ReasonCode, detail: string, retryAfterSeconds?: number): SignInEnd => ({
    kind: 'failed',
    reason,
    returnTo,
    detail,
    retryAfterSeconds,
  })

  const answer = context.accounts.readCallback(callback, attempt.state)
  if (!answer) return fail('login_failed', 'malformed callback')
  if ('error' in answer) {
    const detail = /^[a-z_]{1,40}$/.test(answer.error) ? answer.error : 'an unknown error'
    return fail(answer.error === 'access_denied' ? 'access_denied' : 'login_failed', detail)
  }

  const outcome = await context.accounts.exchangeCode(answer.code, attempt.verifier)
  if (outcome.kind === 'grant_refused') return fail('code_rejected', outcome.detail)
  if (outcome.kind === 'client_refused') return fail('client_rejected', outcome.detail)
  if (outcome.kind === 'unavailable') return fail('spotify_unavailable', outcome.detail)

  const { tokens } = outcome
  const grantedScopes = tokens.scopes ?? attempt.askedScopes
  const { accessToken } = tokens
  const { config, fetch, now } = context
  const api = createApi({ url: config.apiUrl, accessToken, grantedScopes, fetch, now })
  try {
    // An account that is not on the app's list can sign in all the same; its first call says so.
    const profile = await readProfile(api)
    const session = createSession({ ...tokens, scopes: grantedScopes }, profile, context.now())
    const before = await readSessionCookie(context, jar)
    await writeSessionCookie(context, jar, session)
    if (before) await endSession(context, jar, before)
  } catch (error) {
    if (error instanceof SpotifyError) {
      const reason = error.code === 'unauthorized' ? 'login_failed' : error.code
      return fail(reason, error.message, error.retryAfterSeconds)
    }
    if (error instanceof RangeError) return fail('login_failed', error.message)
    throw error
  }
  return { kind: 'signed_in', returnTo }
}

/** Ends the session and its attempts. No call to Spotify, which has no address for it: works in any outage. */
export async function signOut(context: SessionContext, jar: CookieJar): Promise<void> {
  const session = await readSessionCookie(context, jar)
  const { appUrl } = context.config
  const { attempts } = cookieNames(appUrl)
  for (const { name } of jar.getAll()) if (name.startsWith(attempts)) jar.set(name, '', cookieOptions(appUrl, 0))
  removeSessionCookie(context, jar)
  if (session) await endSession(context, jar, session)
}

/** The live attempt that this state belongs to, removed from the jar: an attempt is used once. */
async function takeAttempt({ config, now }: SessionContext, jar: CookieJar, state: string | null) {
  const id = attemptIdOf(state)
  if (!state || !id) return null
  const name = cookieNames(config.appUrl).attempt(id)
  const sealed = jar.get(name)?.value
  if (!sealed) return null
  const attempt = await readAttempt(config.passwords, sealed)
  if (!attempt || !fitsAttempt(attempt, state, now())) return null
  jar.set(name, '', cookieOptions(config.appUrl, 0))
  return attempt
}

async function readAttempt(passwords: SessionContext['config']['passwords'], sealed: string): Promise<Attempt | null> {
  const unsealed = await unseal(passwords, 'attempt', sealed)
  return unsealed.kind === 'opened' ? parseAttempt(unsealed.content) : null
}
