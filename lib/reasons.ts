/** Every error that a visitor or an API client can get. Page, JSON response, URL and log use the same code. */

export type Reason = {
  /** HTTP status of the JSON response, and of a page that shows the error instead of a redirect. */
  status: number
  title: string
  /** What happened. Also the `message` of the JSON response. */
  sentence: string
  /** What the visitor can do, in addition to the buttons. */
  next: string
  /** What the site's owner can do. */
  operator?: string
  /** Adds a link to Spotify's dashboard to the operator's text. */
  isAboutDashboard?: true
}

const table = {
  access_denied: {
    status: 403,
    title: 'Sign-in cancelled',
    sentence: 'You cancelled on Spotify’s page, so nothing was shared and nothing has changed.',
    next: 'Changed your mind? You can start again at any time.',
  },
  state_mismatch: {
    status: 400,
    title: 'Invalid or expired sign-in',
    sentence:
      'This sign-in was started more than ten minutes ago, in another browser, at a different address (127.0.0.1 and localhost count as two), or by someone else.',
    next: 'Start again in this browser, and finish at Spotify within ten minutes.',
    operator: 'If this happens to everyone, check that APP_URL is the address that people actually visit.',
  },
  code_rejected: {
    status: 400,
    title: 'Spotify rejected the sign-in',
    sentence: 'Each sign-in works once and expires after about ten minutes. This one was already used or has expired.',
    next: 'Start again to get a new one.',
  },
  client_rejected: {
    status: 502,
    title: 'This site isn’t configured correctly',
    sentence: 'Spotify doesn’t accept this site’s Client ID or secret. It’s nothing you did, and nothing is lost.',
    next: 'Let the site’s owner know, and try again once it’s fixed.',
    operator:
      'Compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the values in the dashboard. Outside production, /setup checks both.',
    isAboutDashboard: true,
  },
  consent_expired: {
    status: 401,
    title: 'Spotify access has expired',
    sentence:
      'Access expires six months after you grant it, or as soon as you remove this app in your Spotify account.',
    next: 'Your playlists haven’t changed. Sign in again to pick up where you left off.',
  },
  not_registered: {
    status: 403,
    title: 'You don’t have access yet',
    sentence:
      'This app is in Spotify’s development mode, which is limited to five listed users, and the account you chose isn’t one of them.',
    next: 'Ask the site’s owner to add you, and give them the email address of your Spotify account.',
    operator:
      'In the dashboard, add the email address of their Spotify account under User Management. Development mode allows five users.',
    isAboutDashboard: true,
  },
  owner_premium: {
    status: 403,
    title: 'Spotify has paused this app',
    sentence:
      'In development mode, an app works only while its owner has Spotify Premium, and this app’s owner doesn’t have it right now.',
    next: 'Your own account is fine. Let the site’s owner know, and come back in a few hours.',
    operator:
      'The Spotify account that owns the app needs Premium. After you renew it, Spotify can take a few hours to notice.',
    isAboutDashboard: true,
  },
  missing_scope: {
    status: 403,
    title: 'A permission is missing',
    sentence: 'This part of the site needs a permission that you haven’t granted.',
    next: 'Spotify will ask you for it, then bring you back here.',
  },
  forbidden: {
    status: 403,
    title: 'Not available here',
    sentence: 'Spotify doesn’t allow this app to show what you asked for.',
    next: 'You may still be able to see it on Spotify.',
    operator:
      'Since February 2026, apps in development mode can access less. For example, they can’t read what is in other people’s playlists.',
  },
  not_found: {
    status: 404,
    title: 'Not found on Spotify',
    sentence: 'Spotify has nothing at this address, or nothing that this app is allowed to see.',
    next: 'It may be deleted, private or one of Spotify’s own playlists, or the link may have a typo.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests',
    sentence:
      'Spotify has asked this site to slow down. The limit covers all visitors together, so you may not have caused it.',
    next: 'Nothing is lost. Wait here, or come back later.',
    operator:
      'Spotify counts your app’s requests over 30 seconds. It doesn’t publish the limit, which is much higher outside development mode.',
  },
  quota_exceeded: {
    status: 429,
    title: 'Daily request limit reached',
    sentence:
      'Spotify limits the requests that apps in development mode can make, and this app has used all of them for now.',
    next: 'Trying again sooner won’t help, but you can still use Spotify itself.',
    operator:
      'Since July 2026, Spotify counts the requests of all apps in a developer account together, over about a day. It doesn’t publish the limit.',
  },
  spotify_unavailable: {
    status: 503,
    title: 'Spotify is not responding',
    sentence: 'This site couldn’t get a response from Spotify. Nothing is lost.',
    next: 'This usually passes within a few minutes.',
  },
  login_failed: {
    status: 400,
    title: 'Sign-in failed',
    sentence: 'This site couldn’t use the response to your sign-in, so nothing has changed.',
    next: 'Try again. If it keeps failing, check that your browser allows cookies for this site.',
    operator: 'If this keeps happening, search the log for login_failed. The entry says what went wrong.',
  },
  invalid_request: {
    status: 400,
    title: 'Invalid link',
    sentence: 'Part of this address isn’t valid.',
    next: 'Check the link for typos, or go to another page.',
  },
  signed_out: {
    status: 401,
    title: 'Sign in to continue',
    sentence: 'You need to be signed in with Spotify to see this.',
    next: 'You’ll come back to this page afterwards.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof table

export const reasonCodes = Object.keys(table) as ReasonCode[]

/** Returns the status and texts of a code. */
export const describeReason = (code: ReasonCode): Reason => table[code]

/** Returns the code in a URL parameter: `null` if it is absent, `login_failed` if it is unknown. */
export function parseReason(value: unknown): ReasonCode | null {
  if (value === undefined || value === null) return null
  return reasonCodes.find((code) => code === value) ?? 'login_failed'
}
