export type FaultPlace = 'accounts' | 'token' | 'authorize' | 'api' | (string & {})

type FaultInWords = {
  where: FaultPlace
  title: string
  says: string
  /** The code that the app's page shows in small print; `null` where it only waits. */
  code: string | null
  /** What the panel's button sends along. */
  panel?: Record<string, string>
  /** What to do to see it, where the next page alone does not show it. */
  toSee?: string
}

const atNextSignIn = 'Seen at the next sign-in.'
const afterExpiry = 'Seen when the access token has run out: press "Expire access tokens now" below, then open a page.'

/** Each fault, where it strikes unless told otherwise, and what the panel says about it. */
export const faultWords = {
  slow: { where: 'api', title: 'Slow', says: 'The API thinks for three seconds before it answers.', code: null },
  server_error: { where: 'api', title: 'Out of order', says: 'The API answers 503.', code: 'spotify_unavailable' },
  rate_limited: {
    where: 'api',
    title: 'Too many requests',
    says: 'The API answers 429: wait ten seconds. At the real Spotify it can last hours.',
    code: 'rate_limited',
    panel: { retryAfter: '10' },
    toSee: 'Switch it off while the app counts down: then the page goes on by itself.',
  },
  quota: {
    where: 'api',
    title: 'Quota used up',
    says: 'The API answers 429: come back in a minute. At the real Spotify it lasts hours.',
    code: 'quota_exceeded',
    panel: { retryAfter: '60' },
    toSee: 'Until the minute is over the app does not ask again, even when this is switched off.',
  },
  unauthorized: {
    where: 'api',
    title: 'Token refused early',
    says: 'The API answers 401 although the token is good, and again after its renewal.',
    code: 'spotify_unavailable',
  },
  refresh_refused: {
    where: 'token',
    title: 'Consent is gone',
    says: 'No refresh is accepted; signing in still works.',
    code: 'consent_expired',
    toSee: afterExpiry,
  },
  code_refused: {
    where: 'token',
    title: 'Sign-in refused',
    says: 'The token endpoint does not accept the code that a sign-in brings.',
    code: 'code_rejected',
    toSee: atNextSignIn,
  },
  client_refused: {
    where: 'token',
    title: 'Wrong client secret',
    says: 'The token endpoint refuses the app itself.',
    code: 'client_rejected',
    toSee: `${atNextSignIn} Or press "Expire access tokens now" below, then open a page.`,
  },
  bad_request: {
    where: 'api',
    title: 'Bad request',
    says: 'The API answers 400, as if the app had asked wrongly.',
    code: 'invalid_request',
  },
  cut: {
    where: 'api',
    title: 'Connection cut',
    says: 'The API hangs up without an answer.',
    code: 'spotify_unavailable',
  },
  cut_midway: {
    where: 'api',
    title: 'Half an answer',
    says: 'The API hangs up in the middle of its answer.',
    code: 'spotify_unavailable',
  },
  html: {
    where: 'api',
    title: 'A page for an answer',
    says: 'The API sends HTML where JSON is expected.',
    code: 'spotify_unavailable',
  },
  empty: {
    where: 'api',
    title: 'Empty answer',
    says: 'The API answers 200 with nothing in it.',
    code: 'spotify_unavailable',
  },
  redirect: {
    where: 'api',
    title: 'Sent elsewhere',
    says: 'The API answers with a redirect.',
    code: 'spotify_unavailable',
  },
  huge: {
    where: 'api',
    title: 'Endless answer',
    says: 'The API sends fifty megabytes.',
    code: 'spotify_unavailable',
  },
  drip: {
    where: 'api',
    title: 'Dripping answer',
    says: 'The API sends one byte a second and never ends.',
    code: 'spotify_unavailable',
    toSee: 'The app gives up after eight seconds.',
  },
  not_registered: {
    where: 'api',
    title: 'Not on the list',
    says: 'Everybody counts as unknown to the app (403).',
    code: 'not_registered',
  },
  owner_premium: {
    where: 'api',
    title: 'No Premium',
    says: "The app's owner has no Premium (403).",
    code: 'owner_premium',
  },
  missing_scope: {
    where: 'api',
    title: 'Permission missing',
    says: 'The API wants a scope that was not granted (403).',
    code: 'missing_scope',
  },
  forbidden: { where: 'api', title: 'Forbidden', says: 'The API answers 403 without a reason.', code: 'forbidden' },
  not_found: { where: 'api', title: 'Not found', says: 'The API answers 404 to everything.', code: 'not_found' },
  callback_error: {
    where: 'authorize',
    title: 'Sign-in breaks',
    says: 'In place of the consent page the app gets its callback with an error.',
    code: 'login_failed',
    toSee: atNextSignIn,
  },
} as const satisfies Record<string, FaultInWords>

export type FaultName = keyof typeof faultWords

export const faultNames = Object.keys(faultWords).filter(isFaultName)

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(faultWords, text)
}

export const inWords = (name: FaultName): FaultInWords => faultWords[name]
