import type { ReasonCode } from '@/lib/error-messages'
import { homePath, setupPath } from '@/lib/session/pages'
import { startLoginPath } from '@/lib/session/urls'
import type { Scope } from '@/lib/spotify/scopes'
import { playlistsPath } from '@/lib/urls'

export type ErrorButton = {
  label: string
  href: string
  /**
   * Set if pressing the button repeats the failed request. Inside a `RetryBoundary`, a retry button refreshes the page in place
   * instead of opening `href`.
   */
  isRetry?: true
}

export type Situation = {
  returnTo: string
  isSignedIn: boolean
  /** Whether the error is shown on the sign-in page. */
  isSignInPage?: boolean
  showsSetup?: boolean
  /** The Spotify URL of the content that could not be shown. */
  spotifyUrl?: string | undefined
  missingScope?: Scope | undefined
}

/** Returns the buttons for an error, with the most useful one first. */
export function getErrorButtons(reason: ReasonCode, situation: Situation): ErrorButton[] {
  const { returnTo, isSignedIn, isSignInPage, showsSetup, missingScope } = situation
  const { spotifyUrl = 'https://open.spotify.com/' } = situation
  const signIn = (label: string): ErrorButton => ({ label, href: startLoginPath({ returnTo }) })
  const proceed: ErrorButton = { label: 'Continue', href: returnTo }
  const tryAgain: ErrorButton = isSignedIn ? { label: 'Try again', href: returnTo, isRetry: true } : signIn('Try again')
  const switchAccount: ErrorButton = { label: 'Use another account', href: startLoginPath({ returnTo, switch: '1' }) }
  const openSpotify: ErrorButton = { label: 'Open Spotify', href: spotifyUrl }
  const setup: ErrorButton[] = showsSetup ? [{ label: 'Check the setup', href: setupPath }] : []

  const restart = isSignedIn ? [{ ...switchAccount, label: 'Start again' }, proceed] : [signIn('Start again')]

  const buttons: Record<ReasonCode, ErrorButton[]> = {
    signed_out: isSignedIn ? [proceed] : [signIn('Sign in with Spotify')],
    access_denied: isSignedIn ? [proceed] : [signIn('Sign in with Spotify')],
    consent_expired: isSignedIn
      ? [proceed]
      : [{ label: 'Sign in again', href: startLoginPath({ returnTo, renew: '1' }) }],
    state_mismatch: restart,
    code_rejected: restart,
    login_failed: restart,
    client_rejected: [...setup, tryAgain],
    missing_scope: [{ label: 'Grant permission', href: startLoginPath({ returnTo, ...toLoginParams(missingScope) }) }],
    not_registered: [switchAccount, ...(isSignedIn ? [tryAgain] : [])],
    owner_premium: [tryAgain],
    rate_limited: [tryAgain],
    quota_exceeded: [openSpotify, tryAgain],
    spotify_unavailable: [tryAgain],
    forbidden: [openSpotify, leave(returnTo, isSignedIn)],
    not_found: [leave(returnTo, isSignedIn), openSpotify],
    invalid_request: [leave(returnTo, isSignedIn)],
  }
  const hrefs = buttons[reason].map(({ href }) => href)
  // The failed sign-in may have been for a different account, but "Try again" and "Continue" keep the current account.
  const offersRestart = isSignInPage && isSignedIn && hrefs.includes(returnTo) && !hrefs.includes(switchAccount.href)
  return offersRestart ? [...buttons[reason], { ...switchAccount, label: 'Restart sign-in' }] : buttons[reason]
}

/**
 * Returns the sign-in parameters for requesting a missing scope. If the scope is unknown, `renew` makes Spotify show its consent
 * page; without `renew`, Spotify would redirect straight back.
 */
const toLoginParams = (scope: Scope | undefined) => (scope ? { scope } : { renew: '1' as const })

/** Returns a button that opens a page other than the one that failed. */
function leave(returnTo: string, isSignedIn: boolean): ErrorButton {
  const isAtPlaylists = returnTo.split('?')[0] === playlistsPath
  return isSignedIn && !isAtPlaylists
    ? { label: 'Go to your playlists', href: playlistsPath }
    : { label: 'Back to home', href: homePath }
}
