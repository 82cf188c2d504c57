'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { type ReactNode, useEffect, useState } from 'react'
import { SWRConfig } from 'swr'
import { startLoginPath } from '@/lib/urls'
import { AnnouncerClient } from './announcer-client'
import { JsonFailure, type JsonFailureCode, readJson } from './read-json-client'
import { ViewerClient } from './viewer-client'

export type SessionClientProps = {
  /** Whose page this is; nobody's without a session. */
  viewerId: string | null
  /** By the server's clock. */
  madeAtMs: number
  /** What it is called when Spotify's permission is over. */
  consentEndTitle: string
  children: ReactNode
}

/** Whatever part of the page, or other tab, finds first that the session has ended: it is said here once, and the page stays. */
export function SessionClient({ viewerId, madeAtMs, consentEndTitle, children }: SessionClientProps) {
  const [ended, setEnded] = useState<JsonFailureCode | null>(null)
  const onError = (error: unknown) => {
    if (error instanceof JsonFailure && error.isOver) setEnded(error.code)
  }
  const onHear = (other: string | null) => {
    if (other === viewerId) setEnded(null)
    else setEnded(other === null ? 'signed_out' : 'other_viewer')
  }
  useEffect(() => {
    addEventListener('pageshow', onPageShow)
    return () => removeEventListener('pageshow', onPageShow)
  }, [])
  const fetcher = ([address, ownerId]: [address: string, ownerId: string]) => readJson(address, ownerId)
  return (
    <SWRConfig value={{ ...quiet, fetcher, onError, onSuccess: () => setEnded(null) }}>
      <div role="status" className="sticky top-0 z-10">
        {ended && <SessionEndNotice code={ended} consentEndTitle={consentEndTitle} />}
      </div>
      <ViewerClient viewerId={viewerId} madeAtMs={madeAtMs} onHear={onHear} />
      <AnnouncerClient>{children}</AnnouncerClient>
    </SWRConfig>
  )
}

/** Over http, WebKit's page cache keeps even what is marked `no-store`, and the viewer may have signed out since. */
function onPageShow({ persisted }: PageTransitionEvent) {
  if (!persisted) return
  document.documentElement.hidden = true
  location.reload()
}

/** Every call costs some of the app's share at Spotify: none but what the visitor asks for. */
const quiet = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  revalidateOnMount: false,
  shouldRetryOnError: false,
}

type SessionEndNoticeProps = { code: JsonFailureCode } & Pick<SessionClientProps, 'consentEndTitle'>

function SessionEndNotice({ code, consentEndTitle }: SessionEndNoticeProps) {
  const query = `${useSearchParams()}`
  const returnTo = usePathname() + (query && `?${query}`)
  const isOther = code === 'other_viewer'
  return (
    <div className="bar-above mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4">
      <p>
        <strong className="font-semibold">{toTitle(code, consentEndTitle)}.</strong> What you see here stays, but
        nothing new can be loaded.
      </p>
      <a href={isOther ? returnTo : startLoginPath({ returnTo })} className="button">
        {isOther ? 'Show theirs' : 'Sign in again'}
      </a>
    </div>
  )
}

function toTitle(code: JsonFailureCode, consentEndTitle: string): string {
  if (code === 'other_viewer') return 'Somebody else has signed in since'
  return code === 'consent_expired' ? consentEndTitle : 'You are signed out'
}
