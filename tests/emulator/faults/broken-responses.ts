import { z } from 'zod'
import { pause } from '../state.ts'
import { type Exchange, fault } from './spotify-errors.ts'

/** Responses that are cut off, never end or contain something other than JSON. */
export const brokenResponses = {
  cut_midway: fault({
    title: 'Half a response',
    says: 'The API closes the connection in the middle of its response.',
    code: 'spotify_unavailable',
    answer: (_, exchange) => halfOf(exchange),
  }),
  html: fault({
    title: 'HTML response',
    says: 'The API sends HTML instead of JSON.',
    code: 'spotify_unavailable',
    parameters: { status: z.int().min(200).max(599).default(200) },
    answer: ({ status }) => htmlPage(status),
  }),
  empty: fault({
    title: 'Empty response',
    says: 'The API responds with 200 and an empty body.',
    code: 'spotify_unavailable',
    answer: () => new Response('', { status: 200 }),
  }),
  redirect: fault({
    title: 'Redirect',
    says: 'The API responds with a redirect.',
    code: 'spotify_unavailable',
    parameters: { location: z.string().optional() },
    answer: ({ location }, { state }) => redirectTo(location ?? `${state.links.origin()}/elsewhere`),
  }),
  huge: fault({
    title: 'Huge response',
    says: 'The API sends 50 MB.',
    code: 'spotify_unavailable',
    parameters: { bytes: z.int().positive().default(50_000_000) },
    answer: ({ bytes }) => json(flood(bytes)),
  }),
  drip: fault({
    title: 'Endless response',
    says: 'The API sends one byte per second and never finishes.',
    code: 'spotify_unavailable',
    toSee: 'The app gives up after eight seconds.',
    parameters: { everyMs: z.number().positive().default(1000) },
    answer: ({ everyMs }, { ended, hangUp }) => json(drip(everyMs, ended, hangUp)),
  }),
}

/**
 * Processes the whole request but sends only half of the response. If rotation is on, a refresh therefore revokes the old refresh
 * token, although the client cannot read the new one.
 */
async function halfOf({ pass, ended, hangUp }: Exchange): Promise<Response> {
  const whole = await pass()
  return new Response(firstHalf(await whole.text(), ended, hangUp), whole)
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

type HangUp = Exchange['hangUp']
type Stream = ReadableStream<Uint8Array>

const encoder = new TextEncoder()

/** Sends one byte at a time until the client disconnects or the emulator is stopped or reset. */
function drip(everyMs: number, ended: AbortSignal, hangUp: HangUp): Stream {
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
function flood(bytes: number): Stream {
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
function firstHalf(text: string, ended: AbortSignal, hangUp: HangUp): Stream {
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
