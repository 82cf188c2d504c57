'use client'

import { usePathname, useRouter, useSearchParams } from 'next/navigation'
import { createContext, type MouseEvent, type ReactNode, useContext, useEffect, useMemo, useState } from 'react'
import { ViewerBroadcast } from '@/app/_components/layout/viewer-broadcast'
import { Announcer } from '@/app/_components/ui/announcer'
import { startLoginPath } from '@/lib/session/urls'

/** Why the page's session has ended. */
export type SessionEnd = 'signed_out' | 'consent_expired' | 'other_viewer'

type SessionContextValue = {
  /** The viewer for whom the layout was rendered, or `null` if there was no session. */
  viewerId: string | null
  /** Shows a notice on the page, or hides it if `null`. */
  setEnd: (end: SessionEnd | null) => void
}

const SessionContext = createContext<SessionContextValue>({ viewerId: null, setEnd: () => undefined })

export const useSession = () => useContext(SessionContext)

/**
 * Refreshes the layout and the page if they were rendered for different viewers, which can happen because client-side navigation
 * keeps the old layout. Render this component outside the Suspense boundary that waits for the page's call to Spotify; otherwise,
 * the refresh can't reuse that call.
 */
export function PageViewer({ viewerId }: { viewerId: string }) {
  const router = useRouter()
  const isOther = useSession().viewerId !== viewerId
  useEffect(() => {
    if (isOther) router.refresh()
  }, [isOther, router])
  return null
}

export type SessionProviderProps = {
  /** The ID of the signed-in viewer, or `null` if there is no session. */
  viewerId: string | null
  /** When the server rendered the page, according to the server's clock. */
  renderedAtMs: number
  /** The title of the notice shown when the visitor's consent has expired. */
  consentEndTitle: string
  children: ReactNode
}

/** Shows a notice if any part of the page, or another tab, detects that the session has ended. The page itself stays visible. */
export function SessionProvider({ viewerId, renderedAtMs, consentEndTitle, children }: SessionProviderProps) {
  const [end, setEnd] = useState<SessionEnd | null>(null)
  const session = useMemo(() => ({ viewerId, setEnd }), [viewerId])
  const onLaterViewer = (laterId: string | null) => {
    if (laterId === viewerId) setEnd(null)
    else setEnd(laterId === null ? 'signed_out' : 'other_viewer')
  }
  useEffect(() => {
    addEventListener('pageshow', onPageShow)
    return () => removeEventListener('pageshow', onPageShow)
  }, [])
  return (
    <SessionContext value={session}>
      <div role="status" className="session-notice">
        {end && <SessionEndNotice end={end} consentEndTitle={consentEndTitle} />}
      </div>
      <ViewerBroadcast viewerId={viewerId} renderedAtMs={renderedAtMs} onViewer={onLaterViewer} />
      <Announcer>
        <div className="page">{children}</div>
      </Announcer>
    </SessionContext>
  )
}

/**
 * Reloads a page restored from the back/forward cache. Over HTTP, WebKit keeps even `no-store` pages in the back/forward cache, so
 * the visitor's pages could reappear after a sign-out.
 */
function onPageShow({ persisted }: PageTransitionEvent) {
  if (!persisted) return
  document.documentElement.hidden = true
  location.reload()
}

type SessionEndNoticeProps = { end: SessionEnd } & Pick<SessionProviderProps, 'consentEndTitle'>

function SessionEndNotice({ end, consentEndTitle }: SessionEndNoticeProps) {
  const query = `${useSearchParams()}`
  const isOther = end === 'other_viewer'
  const toHref = (returnTo: string) => (isOther ? returnTo : startLoginPath({ returnTo }))
  // Uses the current URL, which may have changed since the last render, for example because the visitor set a filter.
  const onClick = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    currentTarget.href = toHref(`${location.pathname}${location.search}`)
  }
  return (
    <div className="bar-above mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4">
      <p>
        <strong className="font-semibold">{toTitle(end, consentEndTitle)}.</strong> This page stays visible, but it
        can’t load anything new.
      </p>
      <a href={toHref(usePathname() + (query && `?${query}`))} onClick={onClick} className="button">
        {isOther ? 'Reload page' : 'Sign in again'}
      </a>
    </div>
  )
}

function toTitle(end: SessionEnd, consentEndTitle: string): string {
  if (end === 'other_viewer') return 'Another account has signed in'
  return end === 'consent_expired' ? consentEndTitle : 'You are signed out'
}
