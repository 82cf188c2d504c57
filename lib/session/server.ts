import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { cache } from 'react'
import type { Config } from '@/lib/config/read'
import { config, isProduction } from '@/lib/config/server'
import { log, logFailure } from '@/lib/log'
import { type Api, createApi, type ReadApi } from '@/lib/spotify/api'
import { loginPagePath, refreshThenPath, setupPath } from '@/lib/urls'
import { createContext, type SessionContext } from './context'
import type { CookieJar } from './cookies'
import { keepAnswers, replaceKept } from './kept'
import { isAwaited, reloadHeader } from './navigation'
import { type Reading, toFailedReading, toReading } from './reading'
import { createRedisStore } from './redis-store'
import { renew, waitForOthers } from './renewal'
import { hasConsentEnded, isDue, isExpired, isFresh, type Session } from './session'
import { readSessionCookie } from './session-cookie'

/** Next bundles the proxy apart from the pages: only `globalThis` is one for both, so that they share one refresh. */
const shared = globalThis as { stagedoor?: { settings: string; loadedAt: number; context: SessionContext } }

/** After an edit in development, Next loads this module again, for each bundle: the newest code makes the context for all. */
const loadedAt = isProduction() ? 0 : performance.now()

let textOfSettings: { settings: Config; text: string } | undefined

/** What the session code works with, or `null` where the configuration is broken. */
export function sessionContext(): SessionContext | null {
  const settings = config()
  if (!settings) return null
  if (textOfSettings?.settings !== settings) textOfSettings = { settings, text: JSON.stringify(settings) }
  const { text } = textOfSettings
  // Settings change under a running server in development only, when `.env.local` is edited.
  if (shared.stagedoor?.settings !== text || shared.stagedoor.loadedAt < loadedAt)
    shared.stagedoor = { settings: text, loadedAt, context: startContext(settings) }
  return shared.stagedoor.context
}

function startContext(settings: Config): SessionContext {
  const report = (isReachable: boolean) =>
    log('warn', {
      code: 'redis',
      detail: isReachable ? 'Redis answers again' : 'Redis does not answer; going on without',
    })
  const store = settings.redisUrl ? createRedisStore(settings.redisUrl, Date.now, report) : undefined
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  return createContext({ config: settings, fetch: (input, init) => fetch(input, init), now: Date.now, pause, store })
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
async function spotify(returnTo: string): Promise<ReadApi> {
  const context = sessionContext()
  const session = await requireSession(returnTo)
  if (!context || isExpired(session, context.now())) redirect(refreshThenPath({ returnTo }))
  const mayReuse = (await headers()).get(reloadHeader) !== 'true'
  const api = keepAnswers(apiFor(context, session), context, session, { mayReuse })
  return {
    url: api.url,
    async get(request) {
      try {
        return await api.get(request)
      } catch (error) {
        if (!isRenewable(toFailedReading(error), session, context)) throw error
      }
      redirect(refreshThenPath({ returnTo }))
    },
  }
}

/** For pages: what a read came to, with its failure in the log. */
export async function readForPage<Value>(
  returnTo: string,
  read: (api: ReadApi) => Promise<Value>,
): Promise<Reading<Value>> {
  const reading = await toReading(read(await spotify(returnTo)))
  if (reading.kind === 'failed') logFailure(reading, returnTo)
  return reading
}

/**
 * For route handlers, which may write cookies: a token that has little life left or is refused is renewed, and the call
 * made or repeated once. Says whose data it is, so that a page of somebody else can tell.
 */
export async function readForHandler<Value>(
  request: Request,
  read: (api: Api) => Promise<Value>,
): Promise<Reading<Value> & { viewerId?: string }> {
  const session = await readSession()
  const late = await readRenewed(request, session, read)
  const hasEnded = session && sessionContext()?.ended.has(session.id)
  const reading = hasEnded ? signedOut : late
  // A visitor who has left is nobody's failure.
  if (reading.kind === 'failed' && !request.signal.aborted) logFailure(reading, new URL(request.url).pathname)
  return session ? { ...reading, viewerId: session.viewer.id } : reading
}

async function readRenewed<Value>(
  { headers, signal }: Request,
  session: Session | null,
  read: (api: Api) => Promise<Value>,
): Promise<Reading<Value>> {
  const context = sessionContext()
  if (!context || !session) return signedOut
  if (hasConsentEnded(session, context.now()))
    return { kind: 'failed', reason: 'consent_expired', detail: 'six months' }
  const attempt = (current: Session) => toReading(read(replaceKept(apiFor(context, current, signal), context, current)))
  const mayRenew = isAwaited(headers)
  if (!mayRenew || !isDue(session, context.now())) {
    const reading = await attempt(session)
    if (!mayRenew || !isRenewable(reading, session, context)) return reading
  }
  const jar = await cookies()
  const written: Parameters<CookieJar['set']>[] = []
  const get = (name: string) => jar.get(name)
  const renewal = await renew(
    context,
    { get, getAll: () => jar.getAll(), set: (...cookie) => written.push(cookie) },
    session,
  )
  if (renewal.kind === 'renewed') {
    const reading = await attempt(renewal.session)
    // Signed out meanwhile: the browser may hold the next person's session by now.
    if (!context.ended.has(session.id)) for (const cookie of written) jar.set(...cookie)
    return reading
  }
  if (renewal.kind === 'failed' && renewal.reason === 'signed_out') return signedOut
  if (!isExpired(session, context.now()) && isDue(session, context.now())) return attempt(session)
  if (renewal.kind === 'failed') return renewal
  await waitForOthers(context)
  return { kind: 'failed', reason: 'consent_expired', detail: 'refused' }
}

const signedOut: Reading<never> = { kind: 'failed', reason: 'signed_out', detail: 'no session' }

/** Whether a refresh may help: not where the token is fresh from one. */
const isRenewable = (reading: Reading<unknown>, session: Session, { now }: SessionContext) =>
  reading.kind === 'failed' && reading.isTokenRefused === true && !isFresh(session, now())

const apiFor = (context: SessionContext, session: Session, signal?: AbortSignal) =>
  createApi({
    url: context.config.apiUrl,
    accessToken: session.accessToken,
    grantedScopes: session.grantedScopes,
    cooldown: context.cooldown,
    fetch: context.fetch,
    now: context.now,
    pause: context.pause,
    signal,
  })
