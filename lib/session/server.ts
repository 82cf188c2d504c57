import 'server-only'
import { cookies } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import { config } from '@/lib/config/server'
import { type Api, createApi } from '@/lib/spotify/api'
import { SpotifyError } from '@/lib/spotify/errors'
import { loginPagePath, refreshThenPath, setupPath } from '@/lib/urls'
import { createContext, type SessionContext } from './context'
import { type Reading, toFailedReading, toReading } from './reading'
import { renew } from './renewal'
import { hasConsentEnded, isExpired, isFresh, type Session } from './session'
import { readSessionCookie } from './session-cookie'

/** Next bundles the proxy apart from the pages: only `globalThis` is one for both, so that they share one refresh. */
const shared = globalThis as { stagedoorContext?: SessionContext }

/** What the session code works with, or `null` where the configuration is broken. */
export function sessionContext(): SessionContext | null {
  const settings = config()
  if (!settings) return null
  shared.stagedoorContext ??= createContext(settings, (input, init) => fetch(input, init), Date.now)
  return shared.stagedoorContext
}

/** The visitor's session or `null`. Opened once in a request. */
export const readSession = cache(async (): Promise<Session | null> => {
  const context = sessionContext()
  return context && readSessionCookie(context, await cookies())
})

/** For pages: the session, or the way to the sign-in page and back to `returnTo`. */
export async function requireSession(returnTo: string): Promise<Session> {
  const context = sessionContext()
  if (!context) redirect(setupPath)
  const session = await readSession()
  if (!session) redirect(loginPagePath({ reason: 'signed_out', returnTo }))
  if (hasConsentEnded(session, context.now())) redirect(loginPagePath({ reason: 'consent_expired', returnTo }))
  return session
}

/**
 * For pages: Spotify's Web API with the visitor's token. A page cannot write cookies, so a token that has run out or that
 * Spotify refuses sends the visitor through the refresh address and back to `returnTo`. The API throws `SpotifyError`.
 */
export async function spotify(returnTo: string): Promise<Api> {
  const context = sessionContext()
  const session = await requireSession(returnTo)
  if (!context || isExpired(session, context.now())) redirect(refreshThenPath(returnTo))
  const api = apiFor(context, session)
  return {
    ...api,
    async get(request) {
      try {
        return await api.get(request)
      } catch (error) {
        if (!isRenewable(error, session, context)) throw error
      }
      redirect(refreshThenPath(returnTo))
    },
  }
}

/** For route handlers, which may write cookies: a token that has run out or is refused is renewed, and the call repeated once. */
export async function withSpotify<Value>(
  read: (api: Api) => Promise<Value>,
  signal: AbortSignal,
): Promise<Reading<Value>> {
  const context = sessionContext()
  const session = await readSession()
  if (!context || !session) return { kind: 'failed', reason: 'signed_out', detail: 'no session' }
  if (hasConsentEnded(session, context.now()))
    return { kind: 'failed', reason: 'consent_expired', detail: 'six months' }
  const attempt = (current: Session) => read(apiFor(context, current, signal))
  try {
    if (!isExpired(session, context.now())) return { kind: 'read', value: await attempt(session) }
  } catch (error) {
    if (!isRenewable(error, session, context)) return toFailedReading(error)
  }
  const renewal = await renew(context, await cookies(), session)
  if (renewal.kind === 'refused') return { kind: 'failed', reason: 'consent_expired', detail: 'refused' }
  if (renewal.kind === 'failed') return renewal
  return toReading(attempt(renewal.session))
}

/** Whether a refresh may help: not where the token is fresh from one. */
const isRenewable = (error: unknown, session: Session, { now }: SessionContext) =>
  error instanceof SpotifyError && error.code === 'unauthorized' && !isFresh(session, now())

const apiFor = (context: SessionContext, session: Session, signal?: AbortSignal) =>
  createApi({
    url: context.config.apiUrl,
    accessToken: session.accessToken,
    grantedScopes: session.grantedScopes,
    fetch: context.fetch,
    now: context.now,
    signal,
  })
