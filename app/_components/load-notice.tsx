import { useEffect, useState } from 'react'
import { describeReason } from '@/lib/reasons'
import { describeScope, parseScopes } from '@/lib/spotify/scopes'
import { startLoginPath } from '@/lib/urls'
import { CountdownClient } from './countdown-client'
import type { JsonFailure } from './read-json-client'
import { UntilClient } from './until-client'
import { maxWaitSeconds } from './waits'

export type LoadNoticeProps = { failure: JsonFailure | null; isTrying: boolean; retry: () => void }

/** Why a button brought nothing, beside that button. What is there stays. */
export function LoadNotice({ failure, isTrying, retry }: LoadNoticeProps) {
  const shown = isTrying ? null : failure
  const goOn = useGoingOnOnce(failure, isTrying, retry)
  return (
    <p className={shown ? 'max-w-prose text-sm text-alarm' : 'sr-only'}>
      <span role="status">{shown && toSentence(shown)}</span>
      {shown && <Remedy key={shown.atMs} failure={shown} goOn={goOn} />}
    </p>
  )
}

/** After one wait by itself, the next press is the visitor's. */
function useGoingOnOnce(failure: JsonFailure | null, isTrying: boolean, retry: () => void): (() => void) | null {
  const [hasGoneOn, setHasGoneOn] = useState(false)
  useEffect(() => {
    if (!failure && !isTrying) setHasGoneOn(false)
  }, [failure, isTrying])
  if (hasGoneOn) return null
  return () => {
    setHasGoneOn(true)
    retry()
  }
}

function toSentence({ code, missingScope, retryAfterSeconds }: JsonFailure): string {
  switch (code) {
    case 'offline':
      return 'This site does not answer. Is your connection there? Press again to try once more.'
    case 'broken':
      return 'Something broke here. Press again, or reload the page.'
    case 'other_viewer':
      return 'Not loaded: somebody else is signed in now.'
    case 'signed_out':
    case 'consent_expired':
      return 'Not loaded: you are signed out.'
    case 'spotify_unavailable':
      return 'Spotify does not answer. Press again.'
    case 'missing_scope': {
      const [scope] = parseScopes(missingScope ?? '')
      const { title } = describeReason(code)
      return scope ? `${title}: “${describeScope(scope).grants}”.` : `${title}.`
    }
    default: {
      const { title, next } = describeReason(code)
      return retryAfterSeconds ? `${title}.` : `${title}. ${next}`
    }
  }
}

type RemedyProps = { failure: JsonFailure; goOn: (() => void) | null }

/** What can be done beside pressing again. */
function Remedy({ failure: { code, missingScope, retryAfterSeconds, atMs }, goOn }: RemedyProps) {
  if (code === 'missing_scope') {
    const returnTo = `${location.pathname}${location.search}`
    return (
      <>
        {' '}
        <a href={startLoginPath({ returnTo, scope: missingScope })} className="link py-3">
          Grant it at Spotify
        </a>
      </>
    )
  }
  if (!retryAfterSeconds) return null
  if (code === 'rate_limited' && retryAfterSeconds <= maxWaitSeconds)
    return (
      <>
        {' '}
        <CountdownClient seconds={retryAfterSeconds} goOn={goOn} />
      </>
    )
  return (
    <>
      {' '}
      This lasts until <UntilClient untilMs={atMs + retryAfterSeconds * 1_000} />.
    </>
  )
}
