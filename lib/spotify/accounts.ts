import * as oauth from 'oauth4webapi'
import { type Cooldown, secondsLeft } from './cooldown'
import { parseJson, readRequestId, readRetryAfter, readText } from './response'
import { parseScopes, type Scope } from './scopes'

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

export type TokenResponse = {
  accessToken: string
  expiresInSeconds: number
  /** Missing from most refresh responses. The old refresh token then stays valid (https://developer.spotify.com/documentation/web-api/tutorials/refreshing-tokens). */
  refreshToken?: string | undefined
  /** Missing if the scopes haven't changed (RFC 6749, section 5.1). */
  scopes?: Scope[] | undefined
}

type TokenFailure = {
  /** For the log. Never contains a token or a response body. */
  detail: string
  requestId?: string | undefined
  /** Set after a 429. */
  retryAfterSeconds?: number | undefined
}

export type TokenOutcome =
  | { kind: 'tokens'; tokens: TokenResponse }
  /** `invalid_grant`: the code or refresh token isn't valid. */
  | ({ kind: 'grant_refused' } & TokenFailure)
  /** `invalid_client` or `unauthorized_client`: the app's credentials are wrong. */
  | ({ kind: 'client_refused' } & TokenFailure)
  /** No response, 5xx, 429, HTML or a redirect. The grant may still be valid. */
  | ({ kind: 'unavailable' } & TokenFailure)

const timeoutMs = 8_000
const maxBytes = 64 * 1024
const defaultLifeSeconds = 3_600
const maxLifeSeconds = 86_400
const maxCodeLength = 2_000
/** The cooldown group for refreshes. */
const group = 'token'
/** The longest wait after a 429 before a refresh is tried again, whatever `Retry-After` says. */
const longestHoldSeconds = 120

/** Returns a client for Spotify's accounts service: https://developer.spotify.com/documentation/web-api/tutorials/code-flow */
export function createAccounts(settings: AccountsSettings) {
  const server = { issuer: settings.url, token_endpoint: `${settings.url}/api/token` }
  const client = { client_id: settings.clientId }
  const authentication = settings.clientSecret ? oauth.ClientSecretBasic(settings.clientSecret) : oauth.None()
  const app = [server, client, authentication] as const
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
        const { redirectUri } = settings
        const response = await oauth.authorizationCodeGrantRequest(...app, code, redirectUri, verifier, options())
        const tokens = await oauth.processAuthorizationCodeResponse(server, client, response)
        // Without a refresh token, the session would end within the hour for no apparent reason.
        if (!tokens.refresh_token) throw new TypeError('The response to the code has no refresh_token')
        return tokens
      }, settings.now),

    /** Exchanges a refresh token for new tokens (RFC 6749, section 6). Never throws. */
    refresh: (refreshToken: string): Promise<TokenOutcome> =>
      requestWithinLimit(async () => {
        const response = await oauth.refreshTokenGrantRequest(...app, refreshToken, options())
        return oauth.processRefreshTokenResponse(server, client, response)
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

/** Returns oauth4webapi options that limit the time and the size of a token request. */
export const boundedRequest = (fetch: typeof globalThis.fetch) => ({
  [oauth.customFetch]: boundedFetch(fetch),
  // The configuration allows http only for loopback addresses.
  [oauth.allowInsecureRequests]: true as const,
  signal: AbortSignal.timeout(timeoutMs),
})

/** Sends a token request and classifies the response. Never throws. */
async function parseTokenResponse(
  request: () => Promise<oauth.TokenEndpointResponse>,
  now: () => number,
): Promise<TokenOutcome> {
  try {
    const response = await request()
    return {
      kind: 'tokens',
      tokens: {
        accessToken: response.access_token,
        expiresInSeconds: response.expires_in ?? defaultLifeSeconds,
        refreshToken: response.refresh_token,
        scopes: response.scope === undefined ? undefined : parseScopes(response.scope),
      },
    }
  } catch (error) {
    return toTokenFailure(error, now())
  }
}

/** Only Spotify's status and `error` count as a refusal, so that an outage is never mistaken for one. */
function toTokenFailure(error: unknown, nowMs: number): TokenOutcome {
  if (error instanceof oauth.ResponseBodyError && error.status < 500) {
    // Logs only protocol error codes, because other text may contain anything.
    const detail = /^[a-z_]{1,40}$/.test(error.error) ? `${error.status} ${error.error}` : `${error.status}`
    return { kind: toKind(error), ...toFailure(error.response, detail, nowMs) }
  }
  if (error instanceof oauth.OperationProcessingError && error.cause instanceof Response) {
    const detail = `${error.cause.status}, not an OAuth response`
    return { kind: 'unavailable', ...toFailure(error.cause, detail, nowMs) }
  }
  return { kind: 'unavailable', detail: error instanceof Error ? error.message + nameCause(error) : 'unknown' }
}

/** Returns the code of the underlying network error, because the message "fetch failed" isn't specific. */
const nameCause = ({ cause }: Error) =>
  cause instanceof Error && 'code' in cause && typeof cause.code === 'string' ? `: ${cause.code}` : ''

function toKind({ status, error }: oauth.ResponseBodyError): Exclude<TokenOutcome['kind'], 'tokens'> {
  if (error === 'invalid_grant' && status === 400) return 'grant_refused'
  return error === 'invalid_client' || error === 'unauthorized_client' ? 'client_refused' : 'unavailable'
}

function toFailure({ status, headers }: Response, detail: string, nowMs: number): TokenFailure {
  const retryAfterSeconds = status === 429 ? readRetryAfter(headers, nowMs) : undefined
  return { detail, requestId: readRequestId(headers), retryAfterSeconds }
}

const keptHeaders = ['content-type', 'retry-after', 'sp-trace-id']

/**
 * Reads the whole response within the limits. Drops invalid optional fields, which would make a valid token response unreadable.
 */
function boundedFetch(fetch: typeof globalThis.fetch) {
  return async (url: string, init: oauth.CustomFetchOptions<'POST', URLSearchParams>): Promise<Response> => {
    // A token request can't be repeated safely, so it must not reuse a connection that may be dead. Every token request closes its
    // own connection, so `fetch` has none to reuse for this origin.
    const sent = { ...init, headers: { ...init.headers, connection: 'close' }, cache: 'no-store' }
    const response = await fetch(url, sent as RequestInit)
    const text = await readText(response, maxBytes)
    const headers = new Headers({ 'content-type': 'text/plain' })
    for (const name of keptHeaders) headers.set(name, response.headers.get(name) ?? headers.get(name) ?? '')
    return new Response(sanitize(text) || null, { status: response.status, headers })
  }
}

function sanitize(text: string): string {
  const body = parseJson(text)
  if (typeof body !== 'object' || body === null || !('access_token' in body)) return text
  const { access_token, token_type, expires_in, refresh_token, scope } = body as Record<string, unknown>
  return JSON.stringify({
    access_token: isToken(access_token) ? access_token : undefined,
    token_type,
    expires_in: toLifeSeconds(expires_in),
    refresh_token: isToken(refresh_token) ? refresh_token : undefined,
    scope: typeof scope === 'string' ? scope : undefined,
  })
}

/** Whether a token can be sent in a header (RFC 6749, appendices A.12 and A.17). */
const isToken = (value: unknown) => typeof value === 'string' && /^[\x21-\x7e]+$/.test(value)

/** Returns the lifetime in seconds, or one hour if the value is missing or out of range. */
function toLifeSeconds(value: unknown): number {
  const seconds = typeof value === 'string' ? Number(value) : value
  const isValid = typeof seconds === 'number' && seconds >= 1 && seconds <= maxLifeSeconds
  return isValid ? Math.floor(seconds) : defaultLifeSeconds
}
