import { logFailure } from './log'
import { describeReason, type ReasonCode } from './reasons'
import type { Reading } from './session/reading'
import type { Scope } from './spotify/scopes'
import { viewerHeader } from './urls'

/** Of every answer that depends on a session or starts one. */
export const noStore = { 'cache-control': 'private, no-store' } as const

type FailureDetails = {
  message?: string
  retryAfterSeconds?: number | undefined
  missingScope?: Scope | undefined
}

/** A JSON answer that no cache may keep. */
export const answer = (body: unknown): Response => Response.json(body, { headers: noStore })

/** `{"error":{"code","message","retryAfter"?,"scope"?}}` with the code's status. */
export function answerFailure(code: ReasonCode, details: FailureDetails = {}): Response {
  const { status, sentence } = describeReason(code)
  const { message = sentence, retryAfterSeconds: retryAfter, missingScope: scope } = details
  const headers = { ...noStore, ...(retryAfter !== undefined && { 'retry-after': String(retryAfter) }) }
  return Response.json({ error: { code, message, retryAfter, scope } }, { status, headers })
}

/** For a request that cannot be used; `message` says which part, and never repeats what stands in it. */
export function refuse(request: Request, code: 'invalid_request' | 'forbidden', message: string): Response {
  logFailure({ reason: code, detail: message }, new URL(request.url).pathname)
  return answerFailure(code, { message })
}

/** A 400 that names the first of these parameters that appears more than once in the query, or `null`. */
export function refuseRepeated(request: Request, names: readonly string[]): Response | null {
  const { searchParams } = new URL(request.url)
  const repeated = names.find((name) => searchParams.getAll(name).length > 1)
  return repeated ? refuse(request, 'invalid_request', `${repeated} may appear only once.`) : null
}

/** What a read from Spotify came to, as JSON, and in a header whose it is. */
export function answerReading<Value>(reading: Reading<Value> & { viewerId?: string }): Response {
  const { viewerId } = reading
  const response = reading.kind === 'read' ? answer(reading.value) : answerFailure(reading.reason, reading)
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
