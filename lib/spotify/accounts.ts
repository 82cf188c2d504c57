import * as oauth from 'oauth4webapi'
import { type Cooldown, secondsLeft } from './cooldown'
import type { Scope } from './scopes'
import { boundedRequest, parseTokenResponse, type TokenOutcome } from './token-response'

export type AccountsSettings = {
  /** Origin of Spotify's accounts service. */
  url: string
  clientId: string
  /** Left out: a public client, PKCE alone. */
  clientSecret?: string | undefined
  redirectUri: string
  cooldown: Cooldown
  fetch: typeof fetch
  now: () => number
}

export type Accounts = ReturnType<typeof createAccounts>

const maxCodeLength = 2_000
/** What refreshes count as. */
const group = 'token'
/** The longest that a 429 holds refreshes back before one of them asks again, whatever `Retry-After` says. */
const longestHoldSeconds = 120

/** Spotify's accounts service: https://developer.spotify.com/documentation/web-api/tutorials/code-flow */
export function createAccounts(settings: AccountsSettings) {
  const server: oauth.AuthorizationServer = {
    issuer: settings.url,
    authorization_endpoint: `${settings.url}/authorize`,
    token_endpoint: `${settings.url}/api/token`,
  }
  const client: oauth.Client = { client_id: settings.clientId }
  const authentication = settings.clientSecret ? oauth.ClientSecretBasic(settings.clientSecret) : oauth.None()
  const options = () => boundedRequest(settings.fetch)
  const askWithinLimit = limitRefreshes(settings)

  return {
    /** The address that starts a sign-in (RFC 6749, section 4.1.1; RFC 7636, section 4.3). */
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

    /** What a callback says: its code, Spotify's `error`, or `null` for one that is malformed (RFC 6749, section 4.1.2). */
    readCallback(callback: URLSearchParams, state: string): { code: URLSearchParams } | { error: string } | null {
      try {
        const code = oauth.validateAuthResponse(server, client, callback, state)
        const [value = '', ...others] = code.getAll('code')
        const isSound = value !== '' && value.length <= maxCodeLength && others.length === 0
        // An empty `iss` passes for none; RFC 9207 has no such thing.
        return isSound && !code.has('access_token') && code.get('iss') !== '' ? { code } : null
      } catch (error) {
        return error instanceof oauth.AuthorizationResponseError ? { error: error.error } : null
      }
    },

    /**
     * Turns a callback, as `readCallback` gave it, into tokens (RFC 6749, section 4.1.3; RFC 7636, section 4.5). Neither held
     * back by a limit nor the cause of one: somebody's invented codes must not stop another visitor's sign-in.
     */
    exchangeCode: (code: URLSearchParams, verifier: string): Promise<TokenOutcome> =>
      parseTokenResponse(async () => {
        const uri = settings.redirectUri
        const answer = oauth.authorizationCodeGrantRequest(
          server,
          client,
          authentication,
          code,
          uri,
          verifier,
          options(),
        )
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, await answer)
        // Without one the session would end within the hour, and nobody would know why.
        if (!tokens.refresh_token) throw new TypeError('The answer to the code has no refresh_token')
        return tokens
      }, settings.now),

    /** New tokens for a refresh token (RFC 6749, section 6). */
    refresh: (refreshToken: string): Promise<TokenOutcome> =>
      askWithinLimit(async () => {
        const answer = oauth.refreshTokenGrantRequest(server, client, authentication, refreshToken, options())
        return oauth.processRefreshTokenResponse(server, client, await answer)
      }),
  }
}

/** Makes a refresh unless Spotify wants none for now. After a 429 they go one at a time, until Spotify answers one of them. */
function limitRefreshes({ cooldown, now }: AccountsSettings) {
  let wasLimited = false
  let isTrying = false
  return async (request: () => Promise<oauth.TokenEndpointResponse>): Promise<TokenOutcome> => {
    const limit = cooldown.find(group)
    if (limit || isTrying) {
      const retryAfterSeconds = limit ? secondsLeft(limit, now()) : 1
      return { kind: 'unavailable', detail: 'not asked: a limit is not over', retryAfterSeconds }
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
