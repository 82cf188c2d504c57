import type { Scope } from './scopes'

/** Why a Web API call failed. All codes except `unauthorized` are also in `lib/error-messages`. */
export type SpotifyErrorCode =
  | 'unauthorized'
  | 'invalid_request'
  | 'missing_scope'
  | 'not_registered'
  | 'owner_premium'
  | 'forbidden'
  | 'not_found'
  | 'rate_limited'
  | 'quota_exceeded'
  | 'spotify_unavailable'

type Details = {
  status?: number | undefined
  requestId?: string | undefined
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
  cause?: unknown
}

/** The only error that Web API calls throw. Its message is safe to log: it contains no token and no response body. */
export class SpotifyError extends Error {
  override readonly name = 'SpotifyError'
  readonly code: SpotifyErrorCode
  /** Status of Spotify's response; `undefined` if there was none. */
  readonly status: number | undefined
  /** Spotify's ID for the response. Quote it when you contact Spotify's support. */
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** For `missing_scope`, if known. */
  readonly missingScope: Scope | undefined

  constructor(
    code: SpotifyErrorCode,
    message: string,
    { status, requestId, retryAfterSeconds, missingScope, cause }: Details = {},
  ) {
    super(message, { cause })
    this.code = code
    this.status = status
    this.requestId = requestId
    this.retryAfterSeconds = retryAfterSeconds
    this.missingScope = missingScope
  }
}
