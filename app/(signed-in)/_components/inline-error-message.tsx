import { useEffect, useState } from 'react'
import { Wait } from '@/app/_components/errors/wait'
import { describeReason, parseReason } from '@/lib/error-messages'
import { describeScope } from '@/lib/scope-descriptions'
import { startLoginPath } from '@/lib/session/urls'
import { parseScopes } from '@/lib/spotify/scopes'
import type { JsonFailure } from './read-json'

export type InlineErrorMessageProps = { failure: JsonFailure | null; isLoading: boolean; retry: () => void }

/** Shows what failed and what the visitor can do about it. After a rate limit has expired, retries automatically, but only once. */
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
      return 'This site is not responding. Check your connection, then try again.'
    case 'broken':
      return 'Something went wrong. Try again, or reload the page.'
    case 'other_viewer':
      return 'Not loaded: another account is signed in now.'
    case 'signed_out':
    case 'consent_expired':
      return 'Not loaded: you are signed out.'
    case 'spotify_unavailable':
      return retryAfterSeconds ? 'Spotify is not responding.' : 'Spotify is not responding. Try again.'
    case 'missing_scope': {
      const [scope] = parseScopes(missingScope ?? '')
      return scope ? `Missing permission: ${describeScope(scope).grants}.` : `${describeReason(code).title}.`
    }
    default: {
      const { title, advice } = describeReason(parseReason(code) ?? 'login_failed')
      return retryAfterSeconds ? `${title}.` : `${title}. ${advice}`
    }
  }
}

type RemedyProps = { failure: JsonFailure; autoRetry: (() => void) | null }

/** Shows a link for granting a missing permission, or the time to wait before retrying. */
function Remedy({ failure: { code, missingScope, retryAfterSeconds, atMs }, autoRetry }: RemedyProps) {
  if (code === 'missing_scope') {
    const toHref = () => startLoginPath({ returnTo: `${location.pathname}${location.search}`, scope: missingScope })
    return (
      <>
        {' '}
        <a
          href={toHref()}
          // Uses the current URL, which may have changed since the last render, for example because the visitor set a filter.
          onClick={({ currentTarget }) => {
            currentTarget.href = toHref()
          }}
          className="link py-3"
        >
          Grant permission
        </a>
      </>
    )
  }
  if (!retryAfterSeconds) return null
  return (
    <>
      {' '}
      <Wait code={code} seconds={retryAfterSeconds} fromMs={atMs} retry={autoRetry} />
    </>
  )
}

/** Returns a function that calls `retry`, or `null` if that function has already been called since the content last loaded. */
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
