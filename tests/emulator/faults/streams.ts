import { pause } from '../waits.ts'

type Stream = ReadableStream<Uint8Array>

/** Breaks off a response: closes the socket, or fails the stream in memory. */
export type HangUp = (controller: ReadableStreamDefaultController, reason: unknown) => void

const encoder = new TextEncoder()

/** One byte at a time until the client, a reset or the end of the emulator stops it. */
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

/** A long JSON list of names, generated only as fast as it is read. */
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

/** The first half of a text; then the connection breaks. */
export function firstHalf(text: string, ended: AbortSignal, hangUp: HangUp): Stream {
  const whole = encoder.encode(text)
  return new ReadableStream({
    start(controller) {
      controller.enqueue(whole.slice(0, Math.ceil(whole.length / 2)))
    },
    async pull(controller) {
      // Long enough for the first half to be sent.
      await pause(50, ended).catch(() => undefined)
      hangUp(controller, new TypeError('terminated'))
    },
  })
}
