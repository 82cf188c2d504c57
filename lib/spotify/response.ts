/** Returns a response's body as text. Throws a `RangeError` if the body is longer than `maxBytes`. */
export async function readText({ body }: Pick<Response, 'body'>, maxBytes: number): Promise<string> {
  if (!body) return ''
  const reader = body.getReader()
  const decoder = new TextDecoder()
  let text = ''
  let bytes = 0
  for (let part = await reader.read(); !part.done; part = await reader.read()) {
    bytes += part.value.byteLength
    if (bytes > maxBytes) {
      await reader.cancel()
      throw new RangeError(`The body is longer than ${maxBytes} bytes`)
    }
    text += decoder.decode(part.value, { stream: true })
  }
  return text + decoder.decode()
}

/** Returns the parsed value, or `undefined` if the text isn't valid JSON. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** How many seconds to wait if Spotify sends no valid `Retry-After`. */
const defaultSeconds = { rate_limited: 30, quota_exceeded: 3_600 }
/** The longest rate limit that was observed between 2024 and 2026: one day. */
export const longestLimitMs = 86_400_000

/**
 * Returns how many seconds to wait according to `Retry-After` (RFC 9110, section 10.2.3), but at most one day. Returns a default if
 * the header is missing or invalid.
 */
export function readRetryAfter(
  headers: Headers,
  nowMs: number,
  code: keyof typeof defaultSeconds = 'rate_limited',
): number {
  const text = headers.get('retry-after')?.trim() ?? ''
  const seconds = httpDate.test(text) ? Math.ceil((Date.parse(text) - nowMs) / 1_000) : toWholeNumber(text)
  if (Number.isNaN(seconds) || seconds <= 0) return defaultSeconds[code]
  return Math.min(seconds, longestLimitMs / 1_000)
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const toWholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

/**
 * Returns the ID that Spotify assigned to a response. Spotify support can look up this ID. The ID comes from the undocumented
 * `sp-trace-id` header (observed in 2026).
 */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers.get('sp-trace-id') ?? ''
  return /^[\w-]{8,64}$/.test(id) ? id : undefined
}
