import 'server-only'
import { cookies, headers } from 'next/headers'
import { redirect } from 'next/navigation'
import { connection } from 'next/server'
import { cache } from 'react'
import type { Config } from '@/lib/config/read'
import { config, isProduction } from '@/lib/config/server'
import { pathHeader } from '@/lib/http/handlers'
import { createContext, type SessionContext } from './context'
import { readSessionCookie } from './cookies'
import { createSharedMemory } from './memory/shared'
import { setupPath } from './pages'
import { hasConsentEnded, type Session } from './session'
import { loginPagePath, parseReturnTo } from './urls'

/** Next.js bundles the proxy and the pages separately. They share one context, including token refreshes, through `globalThis`. */
const shared = globalThis as { sharedContext?: { settings: string; loadedAt: number; context: SessionContext } }

/** In development, Next.js reloads this module after an edit. The most recently loaded copy creates the context. */
const loadedAt = isProduction() ? 0 : performance.now()

/** Returns this process's session context, or `null` if the configuration is invalid. */
export function sessionContext(): SessionContext | null {
  const settings = config()
  if (!settings) return null
  const text = JSON.stringify(settings)
  // While the server is running, settings change only in development, when you edit `.env.local`.
  if (shared.sharedContext?.settings !== text || shared.sharedContext.loadedAt < loadedAt)
    shared.sharedContext = { settings: text, loadedAt, context: startContext(settings) }
  return shared.sharedContext.context
}

function startContext(settings: Config): SessionContext {
  const pause = (ms: number) => new Promise<void>((resolve) => setTimeout(resolve, ms))
  const dependencies = { config: settings, now: Date.now, pause }
  const memory = createSharedMemory(dependencies)
  return createContext({ ...dependencies, memory, fetch: (input, init) => fetch(input, init) })
}

/** Returns the visitor's session, or `null` if they aren't signed in. The session is cached for the duration of the request. */
export const readSessionWithTokens = cache(async (): Promise<Session | null> => {
  // Keeps Next.js from prerendering this code with Cache Components, because the code reads the current time.
  await connection()
  const jar = await cookies()
  const context = sessionContext()
  return context && readSessionCookie(context, jar)
})

/** A session without its tokens. In development, React sends the props of server components to the browser. */
export type PageSession = Omit<Session, 'accessToken' | 'refreshToken'>

/** Returns the visitor's session without its tokens, or `null` if they aren't signed in. */
export async function readSession(): Promise<PageSession | null> {
  const session = await readSessionWithTokens()
  return session && withoutTokens(session)
}

const withoutTokens = ({ accessToken, refreshToken, ...session }: Session): PageSession => session

/** Returns the requested path and query, which pages have no other way to read, or `/` if the proxy didn't run. */
export const currentPath = cache(async () => parseReturnTo((await headers()).get(pathHeader)))

/** Like `requireSession`, but returns the session with its tokens, which must not be passed to a component. */
export const requireSessionWithTokens = cache(async () => {
  const [context, session, returnTo] = [sessionContext(), await readSessionWithTokens(), await currentPath()]
  if (!context) redirect(setupPath)
  if (!session) redirect(loginPagePath({ reason: 'signed_out', returnTo }))
  if (hasConsentEnded(session, context.now())) redirect(loginPagePath({ reason: 'consent_expired', returnTo }))
  return { context, session, returnTo }
})

/** Returns the visitor's session. Redirects to the sign-in page if there is no session or if the consent has expired. */
export async function requireSession(): Promise<PageSession> {
  const { session } = await requireSessionWithTokens()
  return withoutTokens(session)
}
