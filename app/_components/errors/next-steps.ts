import type { ReasonCode } from '@/lib/error-messages'
import type { Scope } from '@/lib/spotify/scopes'
import { homePath, playlistsPath, setupPath, startLoginPath } from '@/lib/urls'

export type NextStep = {
  label: string
  href: string
  /** Refreshes the page in place if it can. */
  isRetry?: true
}

export type Situation = {
  returnTo: string
  isSignedIn: boolean
  showsSetup?: boolean
  /** The same content on Spotify. */
  spotifyUrl?: string | undefined
  missingScope?: Scope | undefined
}

/** The buttons after an error, the most useful first. */
export function toNextSteps(
  reason: ReasonCode,
  { returnTo, isSignedIn, showsSetup = false, spotifyUrl = 'https://open.spotify.com/', missingScope }: Situation,
): NextStep[] {
  const signIn = (label: string): NextStep => ({ label, href: startLoginPath({ returnTo }) })
  const goOn: NextStep = { label: 'Go on', href: returnTo }
  const tryAgain: NextStep = isSignedIn
    ? { label: 'Try again', href: returnTo, isRetry: true }
    : signIn('Try to sign in again')
  const switchAccount: NextStep = { label: 'Use another account', href: startLoginPath({ returnTo, switch: '1' }) }
  const openSpotify: NextStep = { label: 'Open Spotify', href: spotifyUrl }
  const setup: NextStep[] = showsSetup ? [{ label: 'Check the set-up', href: setupPath }] : []

  switch (reason) {
    case 'missing_scope':
      return [{ label: 'Grant it at Spotify', href: startLoginPath({ returnTo, ...toLoginParams(missingScope) }) }]
    case 'not_registered':
      return [switchAccount, ...(isSignedIn ? [tryAgain] : [])]
    case 'client_rejected':
      return [...setup, tryAgain]
    case 'quota_exceeded':
      return [openSpotify, tryAgain]
    case 'rate_limited':
    case 'spotify_unavailable':
    case 'owner_premium':
      return [tryAgain]
    case 'forbidden':
      return [openSpotify, leave(returnTo, isSignedIn)]
    case 'not_found':
      return [leave(returnTo, isSignedIn), openSpotify]
    case 'invalid_request':
      return [leave(returnTo, isSignedIn)]
    case 'signed_out':
    case 'access_denied':
      return isSignedIn ? [goOn] : [signIn('Sign in with Spotify')]
    case 'consent_expired':
      return isSignedIn ? [goOn] : [{ label: 'Sign in again', href: startLoginPath({ returnTo, renew: '1' }) }]
    default:
      return isSignedIn ? [{ ...switchAccount, label: 'Start again' }, goOn] : [signIn('Start again')]
  }
}

/** If Spotify does not name the missing scope, its page has to show all of them: otherwise it redirects straight back. */
const toLoginParams = (scope: Scope | undefined) => (scope ? { scope } : { renew: '1' as const })

/** Leads to a page that is not the one that failed. */
function leave(returnTo: string, isSignedIn: boolean): NextStep {
  const isAtPlaylists = returnTo.split('?')[0] === playlistsPath
  return isSignedIn && !isAtPlaylists
    ? { label: 'Go to your playlists', href: playlistsPath }
    : { label: 'To the front page', href: homePath }
}

/** Whether to show when the wait ends instead of a countdown. */
export const isLongWait = (reason: ReasonCode, seconds: number) => reason === 'quota_exceeded' || seconds > 300
