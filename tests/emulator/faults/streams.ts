import { pause } from '../waits.ts'

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
