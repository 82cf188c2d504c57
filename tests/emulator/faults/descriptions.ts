export type FaultPlace = 'accounts' | 'token' | 'authorize' | 'api' | (string & {})

type FaultDescription = {
  where: FaultPlace
  title: string
  says: string
  /** The error code that the app shows, or `null` if the fault only slows the page down. */
  code: string | null
  /** Extra parameters that the panel sends when you switch on the fault. */
  panel?: Record<string, string>
  /** How to see the fault's effect if opening another page is not enough. */
  toSee?: string
}

const atNextSignIn = 'To see it, sign in again.'
const afterExpiry = 'To see it, press "Expire access tokens now" below, then open a page.'

/** Where each fault occurs by default, and how the panel describes it. */
export const faultDescriptions = {
  slow: { where: 'api', title: 'Slow', says: 'The API takes three seconds to respond.', code: null },
  server_error: {
    where: 'api',
    title: 'Server error',
    says: 'The API responds with 503.',
    code: 'spotify_unavailable',
  },
  rate_limited: {
    where: 'api',
    title: 'Too many requests',
    says: 'The API responds with 429 and tells the app to wait ten seconds. With the real Web API, the wait can last hours.',
    code: 'rate_limited',
    panel: { retryAfter: '10' },
    toSee: 'If you switch this fault off during the countdown, the page loads automatically when the countdown ends.',
  },
  quota: {
    where: 'api',
    title: 'Quota used up',
    says: 'The API responds with 429 and tells the app to wait a minute. With the real Web API, the wait lasts hours.',
    code: 'quota_exceeded',
    panel: { retryAfter: '60' },
    toSee:
      'The app makes no further calls to the same endpoints until the minute is over, even if you switch this fault off.',
  },
  unauthorized: {
    where: 'api',
    title: 'Token rejected early',
    says: 'The API rejects a valid token with 401, even after a refresh.',
    code: 'spotify_unavailable',
  },
  refresh_refused: {
    where: 'token',
    title: 'Consent ended',
    says: 'The token endpoint rejects every refresh. Signing in still works.',
    code: 'consent_expired',
    toSee: afterExpiry,
  },
  code_refused: {
    where: 'token',
    title: 'Code rejected',
    says: "The token endpoint rejects the sign-in's authorization code.",
    code: 'code_rejected',
    toSee: atNextSignIn,
  },
  client_refused: {
    where: 'token',
    title: 'Wrong client secret',
    says: "The token endpoint rejects the app's client credentials.",
    code: 'client_rejected',
    toSee: `${atNextSignIn} Or press "Expire access tokens now" below, then open a page.`,
  },
  bad_request: {
    where: 'api',
    title: 'Bad request',
    says: 'The API responds with 400, as if the request were invalid.',
    code: 'invalid_request',
  },
  cut: {
    where: 'api',
    title: 'Connection closed',
    says: 'The API closes the connection without a response.',
    code: 'spotify_unavailable',
  },
  cut_midway: {
    where: 'api',
    title: 'Half a response',
    says: 'The API closes the connection in the middle of its response.',
    code: 'spotify_unavailable',
  },
  html: {
    where: 'api',
    title: 'HTML response',
    says: 'The API sends HTML instead of JSON.',
    code: 'spotify_unavailable',
  },
  empty: {
    where: 'api',
    title: 'Empty response',
    says: 'The API responds with 200 and an empty body.',
    code: 'spotify_unavailable',
  },
  redirect: {
    where: 'api',
    title: 'Redirect',
    says: 'The API responds with a redirect.',
    code: 'spotify_unavailable',
  },
  huge: {
    where: 'api',
    title: 'Huge response',
    says: 'The API sends 50 MB.',
    code: 'spotify_unavailable',
  },
  drip: {
    where: 'api',
    title: 'Endless response',
    says: 'The API sends one byte per second and never finishes.',
    code: 'spotify_unavailable',
    toSee: 'The app gives up after eight seconds.',
  },
  not_registered: {
    where: 'api',
    title: 'User not registered',
    says: 'The API treats every user as not registered for the app (403).',
    code: 'not_registered',
  },
  owner_premium: {
    where: 'api',
    title: 'No Premium',
    says: "The app's owner has no Premium subscription (403).",
    code: 'owner_premium',
  },
  missing_scope: {
    where: 'api',
    title: 'Permission missing',
    says: 'The API requires a scope that was not granted (403).',
    code: 'missing_scope',
  },
  forbidden: {
    where: 'api',
    title: 'Forbidden',
    says: 'The API responds with 403 but gives no reason.',
    code: 'forbidden',
  },
  not_found: { where: 'api', title: 'Not found', says: 'The API responds with 404 to everything.', code: 'not_found' },
  callback_error: {
    where: 'authorize',
    title: 'Sign-in error',
    says: 'Spotify skips the consent page and sends the app a callback with an error.',
    code: 'login_failed',
    toSee: atNextSignIn,
  },
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof faultDescriptions

export const faultNames = Object.keys(faultDescriptions).filter(isFaultName)

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(faultDescriptions, text)
}

export const describeFault = (name: FaultName): FaultDescription => faultDescriptions[name]
