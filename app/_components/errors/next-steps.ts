import type { ReasonCode } from '@/lib/reasons'
import type { Scope } from '@/lib/spotify/scopes'
import { homePath, playlistsPath, setupPath, startLoginPath } from '@/lib/urls'

export type Step = {
  label: string
  href: string
  /** Reads again what the page could not show. */
  isRetry?: true
}

export type Situation = {
  /** Where the visitor was, or wants to go. */
  returnTo: string
  isSignedIn: boolean
  /** Whether the operator's page may be pointed at: not in production. */
  showsSetup: boolean
  /** Where what is missing here can be looked at. */
  spotifyUrl?: string
  missingScope?: Scope | undefined
}

/** What one can press after a failure, the most sensible first. */
export function toNextSteps(
  reason: ReasonCode,
  { returnTo, isSignedIn, showsSetup, spotifyUrl = 'https://open.spotify.com/', missingScope }: Situation,
): Step[] {
  const signIn = (label: string): Step => ({ label, href: startLoginPath({ returnTo }) })
  const goOn: Step = { label: 'Go on', href: returnTo }
  const tryAgain: Step = isSignedIn
    ? { label: 'Try again', href: returnTo, isRetry: true }
    : signIn('Try to sign in again')
  const switchAccount: Step = { label: 'Use another account', href: startLoginPath({ returnTo, switch: '1' }) }
  const openSpotify: Step = { label: 'Open Spotify', href: spotifyUrl }
  const setup: Step[] = showsSetup ? [{ label: 'Check the set-up', href: setupPath }] : []

  switch (reason) {
    case 'missing_scope':
      return [{ label: 'Grant it at Spotify', href: startLoginPath({ returnTo, ...toRequest(missingScope) }) }]
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

/** Where Spotify does not say which one is missing, its page must show what is granted: else it leads straight back. */
const toRequest = (scope: Scope | undefined) => (scope ? { scope } : { renew: '1' as const })

/** To a page that is not the one that failed. */
function leave(returnTo: string, isSignedIn: boolean): Step {
  const isAtPlaylists = returnTo.split('?')[0] === playlistsPath
  return isSignedIn && !isAtPlaylists
    ? { label: 'Go to your playlists', href: playlistsPath }
    : { label: 'To the front page', href: homePath }
}
