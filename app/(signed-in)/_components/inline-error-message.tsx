import { useEffect, useState } from 'react'
import { Countdown } from '@/app/_components/errors/countdown'
import { isLongWait } from '@/app/_components/errors/next-steps'
import { LocalTime } from '@/app/_components/ui/local-time'
import { describeReason, parseReason } from '@/lib/error-messages'
import { describeScope, parseScopes } from '@/lib/spotify/scopes'
import { startLoginPath } from '@/lib/urls'
import type { JsonFailure } from './read-json'

export type InlineErrorMessageProps = { failure: JsonFailure | null; isLoading: boolean; retry: () => void }

/** What failed and what to do about it. Retries a rate limit automatically, but only once. */
export function InlineErrorMessage({ failure, isLoading, retry }: InlineErrorMessageProps) {
  const autoRetry = useAutoRetryOnce(failure !== null, isLoading, retry)
  return (
    <p>
      <span role="status">{failure && toMessage(failure)}</span>
      {failure && <Remedy key={failure.atMs} failure={failure} autoRetry={autoRetry} />}
    </p>
  )
}

function toMessage({ code, missingScope, retryAfterSeconds }: JsonFailure): string {
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
      const { title, advice } = describeReason(parseReason(code) ?? 'login_failed')
      return retryAfterSeconds ? `${title}.` : `${title}. ${advice}`
    }
  }
}

type RemedyProps = { failure: JsonFailure; autoRetry: (() => void) | null }

/** What else the visitor can do than press again. */
function Remedy({ failure: { code, missingScope, retryAfterSeconds, atMs }, autoRetry }: RemedyProps) {
  if (code === 'missing_scope') {
    const toHref = () => startLoginPath({ returnTo: `${location.pathname}${location.search}`, scope: missingScope })
    return (
      <>
        {' '}
        <a
          href={toHref()}
          // A filter that was just pressed is in the URL by now, but not in the last render.
          onClick={({ currentTarget }) => {
            currentTarget.href = toHref()
          }}
          className="link py-3"
        >
          Grant it at Spotify
        </a>
      </>
    )
  }
  if (!retryAfterSeconds) return null
  if (code === 'rate_limited' && !isLongWait(code, retryAfterSeconds))
    return (
      <>
        {' '}
        <Countdown seconds={retryAfterSeconds} retry={autoRetry} />
      </>
    )
  return (
    <>
      {' '}
      This lasts until <LocalTime ms={atMs + retryAfterSeconds * 1_000} />.
    </>
  )
}

/** Returns `retry` until it has been called once, and again after a success. */
function useAutoRetryOnce(hasFailed: boolean, isLoading: boolean, retry: () => void): (() => void) | null {
  const [hasRetried, setHasRetried] = useState(false)
  useEffect(() => {
    if (!hasFailed && !isLoading) setHasRetried(false)
  }, [hasFailed, isLoading])
  if (hasRetried) return null
  return () => {
    setHasRetried(true)
    retry()
  }
}
