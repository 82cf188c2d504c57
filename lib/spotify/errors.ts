import type { Scope } from './scopes'

/** Why a call to Spotify's Web API gave nothing. All but `unauthorized` are reasons of `lib/error-messages`. */
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

/** The one exception of this folder. Its message is for the log and holds neither token nor body. */
export class SpotifyError extends Error {
  override readonly name = 'SpotifyError'
  readonly code: SpotifyErrorCode
  /** The status that Spotify answered; absent where there was no answer. */
  readonly status: number | undefined
  /** What Spotify calls the answer, to be told to its support. */
  readonly requestId: string | undefined
  readonly retryAfterSeconds: number | undefined
  /** Of `missing_scope`, where it is known. */
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
