import type { ReasonCode } from '@/lib/error-messages'
import type { Failure } from '@/lib/http/result'
import { withQuery } from '@/lib/http/urls'
import { loginPath } from './pages'

export const callbackPath = '/api/auth/callback'
export const refreshPath = '/api/auth/refresh'
export const logoutPath = '/api/auth/logout'
/**
 * A POST request to this path signs the visitor out, then redirects to instructions for removing the app's access to their Spotify
 * account.
 */
export const disconnectPath = `${logoutPath}?disconnect=1`

/**
 * Returns the path of the sign-in page. The page explains the error `reason` and, if `untilMs` is set, says when to try again. The
 * query parameter `until` is `untilMs` in seconds, rounded up. `returnTo` is the page to open after the sign-in.
 */
export const loginPagePath = ({ untilMs, ...query }: LoginPageQuery = {}) =>
  withQuery(loginPath, { ...query, until: untilMs && Math.ceil(untilMs / 1_000) })

type LoginPageQuery = { reason?: ReasonCode; returnTo?: string; untilMs?: number | undefined }

type StartLoginQuery = { returnTo?: string; switch?: '1'; renew?: '1'; scope?: string | undefined }

/**
 * Returns the path that starts a sign-in. Spotify always shows its consent page if the query contains `switch` (to choose a
 * different account), `renew` (to renew access for six months) or `scope` (to grant more permissions).
 */
export const startLoginPath = (query: StartLoginQuery = {}) => withQuery('/api/auth/login', query)

/**
 * Returns the path that refreshes the tokens and redirects to `returnTo`. When the endpoint redirects to itself, `refused` is the
 * fingerprint of the refresh token that Spotify refused, and `replaced` is the fingerprint of the access token that a refresh
 * replaced.
 */
export const refreshPathTo = (query: { returnTo: string; refused?: string; replaced?: string }) =>
  withQuery(refreshPath, query)

/**
 * Returns the path of the sign-in page, with a query that tells the page which failure to explain. If Spotify said how long to
 * wait, the page also says when to try again.
 */
export function failurePath({ reason, retryAfterSeconds }: Failure, returnTo: string, nowMs: number) {
  const untilMs = retryAfterSeconds && nowMs + retryAfterSeconds * 1_000
  return loginPagePath({ reason, returnTo, untilMs })
}
