import { log } from './log'
import { describeReason, type ReasonCode } from './reasons'
import type { Reading } from './session/reading'

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

/** What a read from Spotify came to, as JSON. */
export function answerReading<Value>(reading: Reading<Value>, address: string): Response {
  if (reading.kind === 'read') return answer(reading.value)
  const { reason, retryAfterSeconds, detail } = reading
  if (reason !== 'signed_out') log('warn', { code: reason, address, status: describeReason(reason).status, detail })
  return answerFailure(reason, { retryAfterSeconds })
}

/** 405 for a method that an address does not take, so that HEAD never runs GET. */
export const refuseMethod = (allow: string) => () => new Response(null, { status: 405, headers: { ...noStore, allow } })

/** A redirect within this site; 303 so that a POST is not repeated. */
export const redirectTo = (location: string): Response =>
  new Response(null, { status: 303, headers: { ...noStore, location } })

/** For a request that is no visit, like a prefetch, to an address that does something. */
export const answerNothing = (): Response => new Response(null, { status: 204, headers: noStore })
