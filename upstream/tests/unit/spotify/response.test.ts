import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parseJson, readText } from '@/lib/spotify/response'

const inChunks = (chunks: Uint8Array[]) =>
  new Response(
    new ReadableStream({
      start(controller) {
        for (const chunk of chunks) controller.enqueue(chunk)
        controller.close()
      },
    }),
  )

test('a response body is read completely, no matter how it is split into chunks', async () => {
  const text = fc.string({ unit: 'grapheme', maxLength: 60 }).filter((any) => !any.startsWith('\ufeff'))
  await fc.assert(
    fc.asyncProperty(text, fc.integer({ min: 1, max: 7 }), async (any, size) => {
      const bytes = new TextEncoder().encode(any)
      const pieces = Array.from({ length: Math.ceil(bytes.length / size) }, (_, index) =>
        bytes.slice(index * size, (index + 1) * size),
      )
      expect(await readText(inChunks(pieces), 1_000)).toBe(any)
    }),
  )
})

test('a missing or empty response body becomes an empty string', async () => {
  expect(await readText(new Response(null, { status: 204 }), 10)).toBe('')
  expect(await readText(new Response(''), 10)).toBe('')
})

test('a response body of exactly the maximum size is accepted, but a larger one is rejected', async () => {
  expect(await readText(new Response('12345'), 5)).toBe('12345')
  await expect(readText(new Response('123456'), 5)).rejects.toThrow(RangeError)
  await expect(readText(new Response('äää'), 5)).rejects.toThrow(RangeError)
})

test('an endless response body is cancelled at the size limit', async () => {
  let wasCancelled = false
  const stream = new ReadableStream({
    pull: (controller) => controller.enqueue(new Uint8Array(1_000)),
    cancel() {
      wasCancelled = true
    },
  })
  await expect(readText(new Response(stream), 10_000)).rejects.toThrow('10000 bytes')
  expect(wasCancelled).toBe(true)
})

test('a truncated response body causes an error instead of returning incomplete text', async () => {
  const stream = new ReadableStream({
    start(controller) {
      controller.enqueue(new Uint8Array([123]))
      controller.error(new TypeError('terminated'))
    },
  })
  await expect(readText(new Response(stream), 100)).rejects.toThrow('terminated')
})

test('reading a response body with invalid UTF-8 does not throw an error', async () => {
  await fc.assert(
    fc.asyncProperty(fc.uint8Array({ maxLength: 60 }), async (bytes) => {
      expect(typeof (await readText(inChunks([bytes]), 100))).toBe('string')
    }),
  )
})

test('parseJson parses JSON and returns undefined for any other text', () => {
  expect(parseJson('{"a":[1]}')).toEqual({ a: [1] })
  expect(parseJson('null')).toBeNull()
  for (const text of ['', ' ', 'undefined', '{', 'User not registered', '<html>', '\0'])
    expect(parseJson(text)).toBeUndefined()
})
