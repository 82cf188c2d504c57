'use client'

import { type ReactNode, useState } from 'react'
import useSWR, { SWRConfig } from 'swr'
import { describeReason, type ReasonCode } from '@/lib/reasons'
import { startLoginPath } from '@/lib/urls'
import { JsonFailure, readJson } from './read-json-client'

export type SessionClientProps = { children: ReactNode }

/** Whatever part of the page finds first that the session has ended: it is said here once, and the page stays. */
export function SessionClient({ children }: SessionClientProps) {
  const [ended, setEnded] = useState<SessionEndProps | null>(null)
  const onError = (error: unknown) => {
    if (error instanceof JsonFailure && error.isSignedOut)
      setEnded({ reason: error.code as ReasonCode, returnTo: `${location.pathname}${location.search}` })
  }
  return (
    <SWRConfig value={{ ...quiet, fetcher: readJson, onError, onSuccess: () => setEnded(null) }}>
      <div role="status" className="sticky top-0 z-10">
        {ended && <SessionEnd {...ended} />}
      </div>
      <Watch />
      {children}
    </SWRConfig>
  )
}

/** Every call costs some of the app's share at Spotify: none but those that the visitor asks for. */
const quiet = {
  revalidateOnFocus: false,
  revalidateOnReconnect: false,
  revalidateIfStale: false,
  revalidateOnMount: false,
  shouldRetryOnError: false,
}

/** On coming back to the page after a while: is the session still there? */
function Watch() {
  useSWR('/api/me', { revalidateOnFocus: true, focusThrottleInterval: 120_000 })
  return null
}

type SessionEndProps = { reason: ReasonCode; returnTo: string }

function SessionEnd({ reason, returnTo }: SessionEndProps) {
  const title = reason === 'signed_out' ? 'You are signed out' : describeReason(reason).title
  return (
    <div className="mb-6 flex flex-wrap items-center justify-between gap-x-6 gap-y-3 rounded-small border-2 border-lamp bg-panel p-4">
      <p>
        <strong className="font-semibold">{title}.</strong> What you see here stays, but nothing new can be loaded.
      </p>
      <a href={startLoginPath({ returnTo })} className="button">
        Sign in again
      </a>
    </div>
  )
}
