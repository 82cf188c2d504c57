/** Every failure that a person or a program can meet: one code from where it happens to the words on the page. */

type Reason = {
  /** Of the JSON answer, and of a page that is answered in place. */
  status: number
  title: string
  /** What happened. */
  sentence: string
  /** What to press or do next. */
  next: string
}

const table = {
  access_denied: {
    status: 403,
    title: 'You pressed cancel',
    sentence: 'Nothing was granted, and nothing has changed here.',
    next: 'Sign in when you like.',
  },
  state_mismatch: {
    status: 400,
    title: 'This sign-in cannot be finished here',
    sentence:
      'It is older than ten minutes, or was started in another browser or under another address of this site (127.0.0.1 and localhost are two).',
    next: 'Start again from here.',
  },
  code_rejected: {
    status: 400,
    title: 'Spotify did not accept this sign-in',
    sentence: 'A sign-in works once and for ten minutes only; this one was used or is too old.',
    next: 'Start again.',
  },
  client_rejected: {
    status: 502,
    title: 'This site is not set up right',
    sentence:
      'Spotify does not accept this site’s Client ID or secret. You have done nothing wrong and nothing is lost.',
    next: 'Whoever runs this site must correct the two values.',
  },
  consent_expired: {
    status: 401,
    title: 'Your permission has ended',
    sentence: 'Spotify ends it six months after you gave it, or when you remove an app in your account there.',
    next: 'Sign in again: one press, and you are back where you were.',
  },
  not_registered: {
    status: 403,
    title: 'Spotify does not let you in here yet',
    sentence:
      'This app is in Spotify’s development mode, which is open to five listed people. The account you chose is not on the list.',
    next: 'Ask whoever runs this site to add your account under User Management in Spotify’s dashboard.',
  },
  owner_premium: {
    status: 403,
    title: 'Spotify has paused this app',
    sentence: 'In development mode, the app’s owner needs Spotify Premium, and has none at the moment.',
    next: 'The owner must renew Premium; Spotify may take a few hours to notice.',
  },
  missing_scope: {
    status: 403,
    title: 'One permission is missing',
    sentence: 'This part needs a permission that was not granted.',
    next: 'Grant it at Spotify and come back here.',
  },
  forbidden: {
    status: 403,
    title: 'Spotify does not show this here',
    sentence: 'Spotify keeps this from apps like this one.',
    next: 'Look at it on Spotify.',
  },
  not_found: {
    status: 404,
    title: 'This is not there',
    sentence: 'Spotify has nothing under this address, or not for your account.',
    next: 'Go back to your playlists.',
  },
  rate_limited: {
    status: 429,
    title: 'Too many requests for a moment',
    sentence: 'Spotify asks this app to wait.',
    next: 'Try again in a moment.',
  },
  quota_exceeded: {
    status: 429,
    title: 'This app has used up its share for today',
    sentence: 'Spotify gives apps in development mode a limited number of requests.',
    next: 'Come back later.',
  },
  spotify_unavailable: {
    status: 503,
    title: 'Spotify does not answer',
    sentence: 'This is a passing fault between this site and Spotify. Nothing is lost.',
    next: 'It usually passes within minutes.',
  },
  login_failed: {
    status: 400,
    title: 'The sign-in did not work',
    sentence: 'Spotify sent back something that this site cannot use. Nothing has changed.',
    next: 'Start again.',
  },
  invalid_request: {
    status: 400,
    title: 'This address is not right',
    sentence: 'A part of it has a value that cannot be used.',
    next: 'Go back to your playlists.',
  },
  signed_out: {
    status: 401,
    title: 'Sign in to go on',
    sentence: 'What you want to see is yours alone, so this site needs to know who you are.',
    next: 'Sign in: you will come back to the same page.',
  },
} as const satisfies Record<string, Reason>

export type ReasonCode = keyof typeof table

export const reasonCodes = Object.keys(table) as ReasonCode[]

/** The words and the status for a code. */
export const describeReason = (code: ReasonCode): Reason => table[code]

/** A code from an address: `null` if there is none, and `login_failed` for one that somebody invented. */
export function parseReason(value: unknown): ReasonCode | null {
  if (value === undefined || value === null) return null
  return reasonCodes.find((code) => code === value) ?? 'login_failed'
}
