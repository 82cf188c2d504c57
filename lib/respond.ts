import { describeReason, type ReasonCode } from './reasons'
import type { Reading } from './session/reading'
import { viewerHeader } from './urls'

/** Of every answer that depends on a session or starts one. */
export const noStore = { 'cache-control': 'private, no-store' } as const

type FailureDetails = { message?: string; retryAfterSeconds?: number | undefined }

/** A JSON answer that no cache may keep. */
export const answer = (body: unknown): Response => Response.json(body, { headers: noStore })

/** `{"error":{"code","message","retryAfter"?}}` with the code's status. */
export function answerFailure(code: ReasonCode, { message, retryAfterSeconds }: FailureDetails = {}): Response {
  const { status, sentence } = describeReason(code)
  const retry = retryAfterSeconds === undefined ? {} : { retryAfter: retryAfterSeconds }
  return Response.json(
    { error: { code, message: message ?? sentence, ...retry } },
    {
      status,
      headers: { ...noStore, ...(retryAfterSeconds !== undefined && { 'retry-after': String(retryAfterSeconds) }) },
    },
  )
}

/** What a read from Spotify came to, as JSON, and in a header whose it is. */
export function answerReading<Value>(reading: Reading<Value> & { viewerId?: string }): Response {
  const { viewerId } = reading
  const response =
    reading.kind === 'read'
      ? answer(reading.value)
      : answerFailure(reading.reason, { retryAfterSeconds: reading.retryAfterSeconds })
  if (viewerId) response.headers.set(viewerHeader, encodeURIComponent(viewerId))
  return response
}

/** 405 for a method that an address does not take, so that HEAD never runs GET. */
export const refuseMethod = (allow: string) => () => new Response(null, { status: 405, headers: { ...noStore, allow } })

/** A redirect within this site; 303 so that a POST is not repeated. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...noStore, location } })

/** For a request that is no visit, like a prefetch, to an address that does something. */
export const answerNothing = (): Response => new Response(null, { status: 204, headers: noStore })
