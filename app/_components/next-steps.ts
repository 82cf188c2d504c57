import type { ReasonCode } from '@/lib/reasons'
import type { Scope } from '@/lib/spotify/scopes'
import { playlistsPath, setupPath, startLoginPath } from '@/lib/urls'

export type Step = { label: string; href: string }

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
  { returnTo, isSignedIn, showsSetup, spotifyUrl, missingScope }: Situation,
): Step[] {
  const signIn = (label: string): Step => ({ label, href: startLoginPath({ returnTo }) })
  const tryAgain = isSignedIn ? { label: 'Try again', href: returnTo } : signIn('Try to sign in again')
  const goBack = isSignedIn ? { label: 'Go to your playlists', href: playlistsPath } : signIn('Sign in')
  const switchAccount = { label: 'Use another account', href: startLoginPath({ returnTo, switch: '1' }) }
  const setup = showsSetup ? [{ label: 'Check the set-up', href: setupPath }] : []

  switch (reason) {
    case 'missing_scope':
      return [{ label: 'Grant it at Spotify', href: startLoginPath({ returnTo, scope: missingScope }) }]
    case 'not_registered':
      return [switchAccount, ...(isSignedIn ? [tryAgain] : [])]
    case 'client_rejected':
      return [...setup, tryAgain]
    case 'rate_limited':
    case 'quota_exceeded':
    case 'spotify_unavailable':
    case 'owner_premium':
      return [tryAgain]
    case 'forbidden':
      return [...(spotifyUrl ? [{ label: 'Open Spotify', href: spotifyUrl }] : []), goBack]
    case 'not_found':
    case 'invalid_request':
      return [goBack]
    case 'signed_out':
    case 'access_denied':
      return [signIn('Sign in with Spotify')]
    case 'consent_expired':
      return [signIn('Sign in again')]
    default:
      return [signIn('Start again')]
  }
}
