import * as oauth from 'oauth4webapi'
import { type Cooldown, secondsLeft } from './cooldown'
import type { Scope } from './scopes'
import { boundedRequest, parseTokenResponse, type TokenOutcome } from './token-response'

export type AccountsSettings = {
  /** Origin of Spotify's accounts service. */
  url: string
  clientId: string
  /** Omit for a public client, which relies on PKCE alone. */
  clientSecret?: string | undefined
  redirectUri: string
  cooldown: Cooldown
  fetch: typeof fetch
  now: () => number
}

export type Accounts = ReturnType<typeof createAccounts>

const maxCodeLength = 2_000
/** The cooldown group for refreshes. */
const group = 'token'
/** The longest wait after a 429 before a refresh is tried again, whatever `Retry-After` says. */
const longestHoldSeconds = 120

/** Returns a client for Spotify's accounts service: https://developer.spotify.com/documentation/web-api/tutorials/code-flow */
export function createAccounts(settings: AccountsSettings) {
  const server: oauth.AuthorizationServer = {
    issuer: settings.url,
    authorization_endpoint: `${settings.url}/authorize`,
    token_endpoint: `${settings.url}/api/token`,
  }
  const client: oauth.Client = { client_id: settings.clientId }
  const authentication = settings.clientSecret ? oauth.ClientSecretBasic(settings.clientSecret) : oauth.None()
  const options = () => boundedRequest(settings.fetch)
  const requestWithinLimit = limitRefreshes(settings)

  return {
    /** Returns the URL that starts a sign-in (RFC 6749, section 4.1.1; RFC 7636, section 4.3). */
    async authorizeUrl(request: { state: string; verifier: string; scopes: readonly Scope[]; showDialog: boolean }) {
      const url = new URL(`${settings.url}/authorize`)
      url.search = new URLSearchParams({
        response_type: 'code',
        client_id: settings.clientId,
        redirect_uri: settings.redirectUri,
        scope: request.scopes.join(' '),
        state: request.state,
        code_challenge_method: 'S256',
        code_challenge: await oauth.calculatePKCECodeChallenge(request.verifier),
        ...(request.showDialog && { show_dialog: 'true' }),
      }).toString()
      return url
    },

    /** Returns the callback's code or Spotify's `error`, or `null` if the callback is malformed (RFC 6749, section 4.1.2). */
    readCallback(callback: URLSearchParams, state: string): { code: URLSearchParams } | { error: string } | null {
      try {
        const code = oauth.validateAuthResponse(server, client, callback, state)
        const [value = '', ...others] = code.getAll('code')
        const isValid = value !== '' && value.length <= maxCodeLength && others.length === 0
        // The library treats an empty `iss` as missing, but RFC 9207 doesn't allow an empty one.
        return isValid && !code.has('access_token') && code.get('iss') !== '' ? { code } : null
      } catch (error) {
        return error instanceof oauth.AuthorizationResponseError ? { error: error.error } : null
      }
    },

    /**
     * Exchanges the code that `readCallback` returned for tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5). Never throws.
     * Ignores the cooldown for refreshes and doesn't start one, so that requests with invalid codes can't block the sign-ins of
     * other visitors.
     */
    exchangeCode: (code: URLSearchParams, verifier: string): Promise<TokenOutcome> =>
      parseTokenResponse(async () => {
        const uri = settings.redirectUri
        const response = oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          code,
          uri,
          verifier,
          options(),
        )
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, await response)
        // Without a refresh token, the session would end within the hour for no apparent reason.
        if (!tokens.refresh_token) throw new TypeError('The response to the code has no refresh_token')
        return tokens
      }, settings.now),

    /** Exchanges a refresh token for new tokens (RFC 6749, section 6). Never throws. */
    refresh: (refreshToken: string): Promise<TokenOutcome> =>
      requestWithinLimit(async () => {
        const response = oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options())
        return oauth.processRefreshTokenResponse(server, client, await response)
      }),
  }
}

/**
 * Returns a function that sends refreshes unless a rate limit is active. After a 429, it sends only one at a time until one
 * succeeds or fails for another reason.
 */
function limitRefreshes({ cooldown, now }: AccountsSettings) {
  let wasLimited = false
  let isTrying = false
  return async (request: () => Promise<oauth.TokenEndpointResponse>): Promise<TokenOutcome> => {
    const limit = cooldown.find(group)
    if (limit || isTrying) {
      const retryAfterSeconds = limit ? secondsLeft(limit, now()) : 1
      return { kind: 'unavailable', detail: 'not sent: a limit is still active', retryAfterSeconds }
    }
    const isTrial = wasLimited
    isTrying = isTrial
    const outcome = await parseTokenResponse(request, now)
    if (isTrial) isTrying = false
    const { retryAfterSeconds = 0 } = outcome.kind === 'unavailable' ? outcome : {}
    wasLimited = retryAfterSeconds > 0
    if (wasLimited)
      cooldown.begin(group, {
        code: 'rate_limited',
        untilMs: now() + Math.min(retryAfterSeconds, longestHoldSeconds) * 1_000,
      })
    return outcome
  }
}
