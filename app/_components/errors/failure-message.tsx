import { Until } from '@/app/_components/ui/until'
import type { JsonFailure } from '@/app/(signed-in)/_components/read-json'
import { describeReason, parseReason } from '@/lib/reasons'
import { describeScope, parseScopes } from '@/lib/spotify/scopes'
import { startLoginPath } from '@/lib/urls'
import { Countdown } from './countdown'
import { maxWaitSeconds } from './waits'

export type FailureMessageProps = {
  failure: JsonFailure | null
  /** What happens by itself after a wait, where anything does. */
  goOn: (() => void) | null
}

/** What is said of a failure, and what can be done about it. */
export function FailureMessage({ failure, goOn }: FailureMessageProps) {
  return (
    <p>
      <span role="status">{failure && toSentence(failure)}</span>
      {failure && <Remedy key={failure.atMs} failure={failure} goOn={goOn} />}
    </p>
  )
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
      const { title, next } = describeReason(parseReason(code) ?? 'login_failed')
      return retryAfterSeconds ? `${title}.` : `${title}. ${next}`
    }
  }
}

type RemedyProps = { failure: JsonFailure; goOn: (() => void) | null }

/** What can be done beside pressing again. */
function Remedy({ failure: { code, missingScope, retryAfterSeconds, atMs }, goOn }: RemedyProps) {
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
  if (code === 'rate_limited' && retryAfterSeconds <= maxWaitSeconds)
    return (
      <>
        {' '}
        <Countdown seconds={retryAfterSeconds} goOn={goOn} />
      </>
    )
  return (
    <>
      {' '}
      This lasts until <Until untilMs={atMs + retryAfterSeconds * 1_000} />.
    </>
  )
}
