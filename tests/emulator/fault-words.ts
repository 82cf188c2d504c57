export type FaultPlace = 'accounts' | 'token' | 'authorize' | 'api' | (string & {})

type FaultInWords = { where: FaultPlace; title: string; says: string }

/** Each fault, where it strikes unless told otherwise, and what the panel says about it. */
export const faultWords = {
  slow: { where: 'api', title: 'Slow', says: 'The API thinks for three seconds before it answers.' },
  server_error: { where: 'api', title: 'Out of order', says: 'The API answers 503.' },
  rate_limited: { where: 'api', title: 'Too many requests', says: 'The API answers 429: try again in five seconds.' },
  quota: { where: 'api', title: 'Quota used up', says: 'The API answers 429: try again in nearly fourteen hours.' },
  unauthorized: { where: 'api', title: 'Token refused early', says: 'The API answers 401 although the token is good.' },
  refresh_refused: {
    where: 'token',
    title: 'Consent is gone',
    says: 'No refresh is accepted; signing in still works.',
  },
  client_refused: { where: 'token', title: 'Wrong client secret', says: 'The token endpoint refuses the app itself.' },
  cut: { where: 'api', title: 'Connection cut', says: 'The API hangs up without an answer.' },
  cut_midway: { where: 'api', title: 'Half an answer', says: 'The API hangs up in the middle of its answer.' },
  html: { where: 'api', title: 'A page for an answer', says: 'The API sends HTML where JSON is expected.' },
  empty: { where: 'api', title: 'Empty answer', says: 'The API answers 200 with nothing in it.' },
  redirect: { where: 'api', title: 'Sent elsewhere', says: 'The API answers with a redirect.' },
  huge: { where: 'api', title: 'Endless answer', says: 'The API sends fifty megabytes.' },
  drip: { where: 'api', title: 'Dripping answer', says: 'The API sends one byte a second and never ends.' },
  not_registered: { where: 'api', title: 'Not on the list', says: 'Everybody counts as unknown to the app (403).' },
  owner_premium: { where: 'api', title: 'No Premium', says: "The app's owner has no Premium (403)." },
  missing_scope: {
    where: 'api',
    title: 'Permission missing',
    says: 'The API wants a scope that was not granted (403).',
  },
  forbidden: { where: 'api', title: 'Forbidden', says: 'The API answers 403 without a reason.' },
  not_found: { where: 'api', title: 'Not found', says: 'The API answers 404 to everything.' },
  callback_error: {
    where: 'authorize',
    title: 'Sign-in breaks',
    says: 'In place of the consent page the app gets its callback with an error.',
  },
} as const satisfies Record<string, FaultInWords>

export type FaultName = keyof typeof faultWords

export const faultNames = Object.keys(faultWords).filter(isFaultName)

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(faultWords, text)
}
