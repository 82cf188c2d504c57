/** What pages show for an error, and the status of a JSON response. */
export type Reason = { status: number; title: string; description: string; advice: string }

const reasons = {
  access_denied: {
    status: 403,
    title: 'Sign-in cancelled',
    description: 'You cancelled on Spotify’s page, so nothing was shared and nothing has changed.',
    advice: 'Changed your mind? You can start again at any time.',
  },
  state_mismatch: {
    status: 400,
    title: 'Invalid or expired sign-in',
    description:
      'This sign-in was already used, or it was started more than ten minutes ago, in another browser, at a different address (127.0.0.1 and localhost count as two), or by someone else.',
    advice: 'Start again in this browser, and finish at Spotify within ten minutes.',
  },
  code_rejected: {
    status: 400,
    title: 'Spotify rejected the sign-in',
    description:
      'Each sign-in can be completed only once, within about ten minutes. This one has already been used or has expired.',
    advice: 'Start again to get a new one.',
  },
  client_rejected: {
    status: 502,
    title: 'This site isn’t configured correctly',
    description: 'Spotify doesn’t accept this site’s Client ID or secret. It’s nothing you did, and nothing is lost.',
    advice: 'Let the site’s owner know, and try again once it’s fixed.',
  },
  consent_expired: {
    status: 401,
    title: 'Spotify access has expired',
    description:
      'Access expires six months after you grant it, or as soon as you remove this app in your Spotify account.',
    advice: 'Your playlists haven’t changed. Sign in again to pick up where you left off.',
  },
  not_registered: {
    status: 403,
    title: 'You don’t have access yet',
    description:
      'This app is in Spotify’s development mode, which is limited to five listed users, and the account you chose isn’t one of them.',
    advice: 'Ask the site’s owner to add you, and give them the email address of your Spotify account.',
  },
  owner_premium: {
    status: 403,
    title: 'Spotify has paused this app',
    description:
      'In development mode, an app works only while its owner has Spotify Premium, and this app’s owner doesn’t have it right now.',
    advice: 'Your own account is fine. Let the site’s owner know, and come back in a few hours.',
  },
  missing_scope: {
    status: 403,
    title: 'A permission is missing',
    description: 'This part of the site needs a permission that you haven’t granted.',
    advice: 'Spotify will ask you for it, then bring you back here.',
  },
  forbidden: {
    status: 403,
    title: 'Not available here',
    description: 'Spotify doesn’t allow this app to show what you asked for.',
    advice: 'You may still be able to see it on Spotify.',
  },
  not_found: {
    status: 404,
    title: 'Not found on Spotify',
    description: 'Spotify has nothing at this address, or nothing that this app is allowed to see.',
    advice: 'It may be deleted, private or one of Spotify’s own playlists, or the link may have a typo.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    description:
      'Spotify has asked this site to slow down. The limit is shared by all visitors, so other visitors may have used it up.',
    advice: 'Nothing is lost. Wait here, or come back later.',
  },
  quota_exceeded: {
    status: 429,
    title: 'Daily request limit reached',
    description:
      'Spotify limits the requests that apps in development mode can make, and this app has used all of them for now.',
    advice: 'Trying again sooner won’t help, but you can still use Spotify itself.',
  },
  spotify_unavailable: {
    status: 503,
    title: 'Spotify is not responding',
    description: 'This site couldn’t get a response from Spotify. Nothing is lost.',
    advice: 'This usually passes within a few minutes.',
  },
  login_failed: {
    status: 400,
    title: 'Sign-in failed',
    description: 'This site couldn’t use the response to your sign-in, so nothing has changed.',
    advice: 'Try again. If it keeps failing, check that your browser allows cookies for this site.',
  },
  invalid_request: {
    status: 400,
    title: 'Invalid link',
    description: 'Part of this address isn’t valid.',
    advice: 'Check the link for typos, or go to another page.',
  },
  signed_out: {
    status: 401,
    title: 'Sign in to continue',
    description: 'You need to be signed in with Spotify to see this.',
    advice: 'You’ll come back to this page afterwards.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons

export const reasonCodes = Object.keys(reasons) as ReasonCode[]

export const describeReason = (code: ReasonCode): Reason => reasons[code]

/** Returns the error code in a URL parameter, `null` if it is missing, or `login_failed` if it is unknown. */
export function parseReason(value: unknown): ReasonCode | null {
  if (value === undefined || value === null) return null
  return reasonCodes.find((code) => code === value) ?? 'login_failed'
}
