/** An error that visitors and API clients can get. */
export type Reason = {
  status: number
  title: string
  /** What happened. */
  description: string
  /** What the visitor can do. */
  advice: string
  /** What the operator of the site can do. */
  operatorAdvice?: string
  linksDashboard?: true
}

const reasons = {
  access_denied: {
    status: 403,
    title: 'You pressed cancel',
    description: 'Nothing was granted, and nothing has changed here.',
    advice: 'If that was a slip, start again: Spotify asks the same question once more.',
  },
  state_mismatch: {
    status: 400,
    title: 'This sign-in cannot be finished here',
    description:
      'It is older than ten minutes, or it was started in another browser, under another address of this site (127.0.0.1 and localhost are two), or not by you.',
    advice: 'Start again in this browser, and finish at Spotify within ten minutes.',
    operatorAdvice: 'If everybody ends here, people visit another address than the one in APP_URL.',
  },
  code_rejected: {
    status: 400,
    title: 'Spotify did not accept this sign-in',
    description: 'A sign-in works once and for about ten minutes; this one was used before or is too old.',
    advice: 'Spotify makes a new one as soon as you start again.',
  },
  client_rejected: {
    status: 502,
    title: 'This site is not set up right',
    description:
      'Spotify does not accept this site’s Client ID or secret. You have done nothing wrong, and nothing is lost.',
    advice: 'Tell whoever runs this site, and try again once they have mended it.',
    operatorAdvice:
      'Compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with what the dashboard shows. Outside production, the page /setup checks both.',
    linksDashboard: true,
  },
  consent_expired: {
    status: 401,
    title: 'Your permission has ended',
    description:
      'Spotify ends a permission six months after it was given, or as soon as you remove the app in your account there.',
    advice: 'Your playlists are as they were. Give the permission again, and you are back where you were.',
  },
  not_registered: {
    status: 403,
    title: 'Spotify does not let you in here yet',
    description:
      'This app is in Spotify’s development mode, which is open to five listed people. The account you chose is not on the list.',
    advice: 'Ask whoever runs this site to add you. They need the e-mail address of your Spotify account.',
    operatorAdvice:
      'Add the e-mail address of their Spotify account under User Management in the dashboard. An app in development mode has room for five users.',
    linksDashboard: true,
  },
  owner_premium: {
    status: 403,
    title: 'Spotify has paused this app',
    description:
      'In development mode an app works only while the account that made it has Spotify Premium, and it has none at the moment.',
    advice: 'Your own account is fine. Ask whoever runs this site, and come back in some hours.',
    operatorAdvice:
      'The account that made the app in the dashboard needs Premium. Once it has, Spotify can take a few hours to notice.',
    linksDashboard: true,
  },
  missing_scope: {
    status: 403,
    title: 'One permission is missing',
    description: 'This part needs a permission that was not granted.',
    advice: 'Spotify asks you for it on its own page, and then you are back here.',
  },
  forbidden: {
    status: 403,
    title: 'Spotify does not show this here',
    description: 'Spotify keeps some things from apps like this one, and this is among them.',
    advice: 'On Spotify itself you may still see it.',
    operatorAdvice:
      'Since February 2026 Spotify keeps more from apps in development mode, such as what is in other people’s playlists.',
  },
  not_found: {
    status: 404,
    title: 'This is not there',
    description: 'Spotify has nothing under this address, or nothing that it shows to this app.',
    advice: 'It may be deleted, private or made by Spotify itself, or the address is mistyped.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests for a moment',
    description: 'Spotify asks this site to wait. It counts all visitors together, so this need not be your doing.',
    advice: 'Nothing is lost: wait here, or come back later.',
    operatorAdvice:
      'Spotify counts the app’s requests in any 30 seconds. It publishes no number; outside development mode it is much higher.',
  },
  quota_exceeded: {
    status: 429,
    title: 'This app has used up its share for today',
    description: 'Spotify gives apps in development mode a limited number of requests, and this one has none left.',
    advice: 'Trying sooner does not help. On Spotify itself everything is there meanwhile.',
    operatorAdvice:
      'Since July 2026 Spotify counts the requests of one developer account over all its apps, for about a day. It publishes no numbers.',
  },
  spotify_unavailable: {
    status: 503,
    title: 'Spotify does not answer',
    description: 'This is a passing fault between this site and Spotify. Nothing is lost.',
    advice: 'It usually passes within minutes.',
  },
  login_failed: {
    status: 400,
    title: 'The sign-in did not work',
    description: 'Something came back that this site cannot use. Nothing has changed.',
    advice: 'A second try often helps. If it does not, see whether your browser keeps cookies for this site.',
    operatorAdvice: 'If it keeps happening, look for login_failed in the log: there it says what came back.',
  },
  invalid_request: {
    status: 400,
    title: 'This address is not right',
    description: 'A part of it has a value that cannot be used.',
    advice: 'Look for a slip in it, or begin somewhere else.',
  },
  signed_out: {
    status: 401,
    title: 'Sign in to go on',
    description: 'What you want to see is yours alone, so this site needs to know who you are.',
    advice: 'Afterwards you are back at the same page.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof reasons

export const reasonCodes = Object.keys(reasons) as ReasonCode[]

export const describeReason = (code: ReasonCode): Reason => reasons[code]

/** Returns the code in a URL, `null` if there is none, or `login_failed` for an unknown one. */
export function parseReason(value: unknown): ReasonCode | null {
  if (value === undefined || value === null) return null
  return reasonCodes.find((code) => code === value) ?? 'login_failed'
}
