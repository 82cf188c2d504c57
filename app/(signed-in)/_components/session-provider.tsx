'use client'

import { usePathname, useSearchParams } from 'next/navigation'
import { createContext, type MouseEvent, type ReactNode, useCallback, useContext, useEffect, useState } from 'react'
import { ViewerBroadcast } from '@/app/_components/layout/viewer-broadcast'
import { Announcer } from '@/app/_components/ui/announcer'
import { startLoginPath } from '@/lib/urls'
import { JsonFailure, type JsonFailureCode, type ReadJson, readJson } from './read-json'

const ReadJsonContext = createContext<ReadJson>(readJson)

/** Returns `readJson` for parts of the page: where it finds that the session has ended, the page says so. */
export const useReadJson = () => useContext(ReadJsonContext)

export type SessionProviderProps = {
  /** Whose page this is; nobody's without a session. */
  viewerId: string | null
  /** By the server's clock. */
  renderedAtMs: number
  /** What it is called when Spotify's permission is over. */
  consentEndTitle: string
  children: ReactNode
}

/** Shows one notice when any part of the page, or another tab, finds that the session has ended. The page stays. */
export function SessionProvider({ viewerId, renderedAtMs, consentEndTitle, children }: SessionProviderProps) {
  const [ended, setEnded] = useState<JsonFailureCode | null>(null)
  const readAndTell: ReadJson = useCallback(async <Value,>(address: string, ownerId: string) => {
    try {
      const value = await readJson<Value>(address, ownerId)
      setEnded(null)
      return value
    } catch (error) {
      if (error instanceof JsonFailure && error.isOver) setEnded(error.code)
      throw error
    }
  }, [])
  const onViewer = (other: string | null) => {
    if (other === viewerId) setEnded(null)
    else setEnded(other === null ? 'signed_out' : 'other_viewer')
  }
  useEffect(() => {
    addEventListener('pageshow', onPageShow)
    return () => removeEventListener('pageshow', onPageShow)
  }, [])
  return (
    <ReadJsonContext value={readAndTell}>
      <div role="status" className="sticky top-0 z-10">
        {ended && <SessionEndNotice code={ended} consentEndTitle={consentEndTitle} />}
      </div>
      <ViewerBroadcast viewerId={viewerId} renderedAtMs={renderedAtMs} onViewer={onViewer} />
      <Announcer>{children}</Announcer>
    </ReadJsonContext>
  )
}

/** Over http, WebKit's page cache keeps even what is marked `no-store`, and the viewer may have signed out since. */
function onPageShow({ persisted }: PageTransitionEvent) {
  if (!persisted) return
  document.documentElement.hidden = true
  location.reload()
}

type SessionEndNoticeProps = { code: JsonFailureCode } & Pick<SessionProviderProps, 'consentEndTitle'>

function SessionEndNotice({ code, consentEndTitle }: SessionEndNoticeProps) {
  const query = `${useSearchParams()}`
  const isOther = code === 'other_viewer'
  const toHref = (returnTo: string) => (isOther ? returnTo : startLoginPath({ returnTo }))
  // A filter that was just pressed is in the URL by now, but not in the last render.
  const onClick = ({ currentTarget }: MouseEvent<HTMLAnchorElement>) => {
    currentTarget.href = toHref(`${location.pathname}${location.search}`)
  }
  return (
    <div className="bar-above mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4">
      <p>
        <strong className="font-semibold">{toTitle(code, consentEndTitle)}.</strong> What you see here stays, but
        nothing new can be loaded.
      </p>
      <a href={toHref(usePathname() + (query && `?${query}`))} onClick={onClick} className="button">
        {isOther ? 'Show theirs' : 'Sign in again'}
      </a>
    </div>
  )
}

function toTitle(code: JsonFailureCode, consentEndTitle: string): string {
  if (code === 'other_viewer') return 'Somebody else has signed in since'
  return code === 'consent_expired' ? consentEndTitle : 'You are signed out'
}
