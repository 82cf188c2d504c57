import { parseAuthorizeRequest, toCallbackUrl } from '../accounts/authorize-request.ts'
import {
  apiError,
  forbidden,
  insufficientScope,
  notFound,
  notRegistered,
  ownerWithoutPremium,
  plainText,
  refusedToken,
} from '../api/responses.ts'
import { ConnectionCut, type EmulatorState, pause } from '../state.ts'
import type { Fault } from './faults.ts'

export type Exchange = {
  state: EmulatorState
  url: URL
  ended: AbortSignal
  hangUp: HangUp
  /** Returns the response that the client would get without the fault. */
  pass: () => Promise<Response>
}

export async function answerWith(faults: readonly Fault[], exchange: Exchange): Promise<Response> {
  for (const fault of faults) {
    if (fault.name === 'slow') await pause(fault.delayMs, exchange.ended)
  }
  const fault = faults.find(({ name }) => name !== 'slow')
  return fault === undefined ? exchange.pass() : answerFault(fault, exchange)
}

function answerFault(fault: Fault, exchange: Exchange): Response | Promise<Response> {
  switch (fault.name) {
    case 'slow':
      return exchange.pass()
    case 'server_error':
      return serverError(fault, exchange)
    case 'rate_limited':
      return tooMany(fault.retryAfter)
    case 'quota':
      return tooMany(fault.retryAfter, 'QUOTA_EXCEEDED')
    case 'unauthorized':
      return refusedToken('invalid_token', fault.message)
    case 'refresh_refused':
    case 'code_refused':
      return accountsError('invalid_grant', fault.description)
    case 'client_refused':
      return accountsError('invalid_client', fault.description)
    case 'bad_request':
      return apiError(400, fault.message)
    case 'cut':
      throw new ConnectionCut()
    case 'cut_midway':
      return halfOf(exchange)
    case 'html':
      return htmlPage(fault.status)
    case 'empty':
      return new Response('', { status: 200 })
    case 'redirect':
      return redirectTo(fault.location ?? `${exchange.state.links.origin()}/elsewhere`)
    case 'huge':
      return json(flood(fault.bytes))
    case 'drip':
      return json(drip(fault.everyMs, exchange.ended, exchange.hangUp))
    case 'not_registered':
      return notRegistered()
    case 'owner_premium':
      return ownerWithoutPremium()
    case 'missing_scope':
      return insufficientScope()
    case 'forbidden':
      return forbidden()
    case 'not_found':
      return notFound()
    case 'callback_error':
      return callbackError(fault.error, exchange)
  }
}

function serverError({ status, body }: Extract<Fault, { name: 'server_error' }>, { url }: Exchange): Response {
  if (body === 'text') return plainText(status, 'upstream connect error or disconnect/reset before headers')
  if (url.pathname === '/api/token') return Response.json({ error: 'server_error' }, { status })
  return apiError(status, 'Server error.')
}

function tooMany(retryAfter: number | string | null, reason?: string): Response {
  const headers: Record<string, string> = retryAfter === null ? {} : { 'retry-after': String(retryAfter) }
  return apiError(429, 'Too many requests', { headers, ...(reason === undefined ? {} : { reason }) })
}

function accountsError(error: string, description: string): Response {
  return Response.json({ error, error_description: description }, { status: 400 })
}

/**
 * Processes the whole request but sends only half of the response. If rotation is on, a refresh therefore revokes the old refresh
 * token, although the client cannot read the new one.
 */
async function halfOf({ pass, ended, hangUp }: Exchange): Promise<Response> {
  const whole = await pass()
  const headers = new Headers(whole.headers)
  headers.delete('content-length')
  return new Response(firstHalf(await whole.text(), ended, hangUp), { status: whole.status, headers })
}

function htmlPage(status: number): Response {
  const text = '<!doctype html><title>Welcome</title><p>Please sign in to this network.</p>'
  return new Response(text, { status, headers: { 'content-type': 'text/html; charset=utf-8' } })
}

function redirectTo(location: string): Response {
  return new Response(null, { status: 302, headers: { location } })
}

function json(stream: ReadableStream<Uint8Array>): Response {
  return new Response(stream, { headers: { 'content-type': 'application/json' } })
}

function callbackError(error: string, { state, url, pass }: Exchange): Response | Promise<Response> {
  const result = parseAuthorizeRequest(url.search.slice(1), state.app)
  if (result.kind === 'refused') return pass()
  return redirectTo(toCallbackUrl(result.request.redirectUri, { error }, result.request.rawState))
}

type Stream = ReadableStream<Uint8Array>

/** Cuts off a response by closing the socket or, in memory, by making the stream fail. */
export type HangUp = (controller: ReadableStreamDefaultController, reason: unknown) => void

const encoder = new TextEncoder()

/** Sends one byte at a time until the client disconnects or the emulator is stopped or reset. */
export function drip(everyMs: number, ended: AbortSignal, hangUp: HangUp): Stream {
  let timer: NodeJS.Timeout | undefined
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode('{'))
      timer = setInterval(() => controller.enqueue(encoder.encode(' ')), everyMs)
      const stop = () => {
        clearInterval(timer)
        hangUp(controller, ended.reason)
      }
      if (ended.aborted) stop()
      ended.addEventListener('abort', stop, { once: true })
    },
    cancel() {
      clearInterval(timer)
    },
  })
}

/** Sends a long JSON list, generated only as fast as the client reads it. */
export function flood(bytes: number): Stream {
  const chunk = encoder.encode('"ferry",'.repeat(8192))
  let left = bytes
  return new ReadableStream({
    start(controller) {
      controller.enqueue(encoder.encode('{"items":['))
    },
    pull(controller) {
      controller.enqueue(chunk.slice(0, Math.min(left, chunk.length)))
      left -= chunk.length
      if (left <= 0) controller.close()
    },
  })
}

/** Sends the first half of a text, then closes the connection. */
export function firstHalf(text: string, ended: AbortSignal, hangUp: HangUp): Stream {
  const whole = encoder.encode(text)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(whole.slice(0, Math.ceil(whole.length / 2)))
    },
    async pull(controller) {
      // Gives the server enough time to send the first half of the text.
      await pause(50, ended).catch(() => undefined)
      hangUp(controller, new TypeError('terminated'))
    },
  })
}
