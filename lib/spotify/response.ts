import { z } from 'zod'
import type { Scope } from './scopes'

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
/** One day, which is the longest rate limit observed between 2024 and 2026. */
export const longestLimitMs = 86_400_000

/** Returns the seconds to wait according to `Retry-After` (RFC 9110, section 10.2.3), or a default. At most one day. */
export function readRetryAfter(headers: Headers, nowMs: number, code: keyof typeof defaultSeconds): number {
  const text = headers.get('retry-after')?.trim() ?? ''
  const seconds = httpDate.test(text) ? Math.ceil((Date.parse(text) - nowMs) / 1_000) : toWholeNumber(text)
  if (Number.isNaN(seconds) || seconds <= 0) return defaultSeconds[code]
  return Math.min(seconds, longestLimitMs / 1_000)
}

const httpDate = /^[A-Z][a-z]{2}, \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/
const toWholeNumber = (text: string) => (/^\d+$/.test(text) ? Number(text) : Number.NaN)

/** Returns the response ID that Spotify support asks for, from the undocumented `sp-trace-id` header (observed in 2026). */
export function readRequestId(headers: Headers): string | undefined {
  const id = headers.get('sp-trace-id') ?? ''
  return /^[\w-]{8,64}$/.test(id) ? id : undefined
}

/** `lib/error-messages.ts` contains all of these codes except `unauthorized`. */
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

/** The only error that Web API calls throw. The message contains no token and no response body, so it is safe to log. */
export class SpotifyError extends Error {
  override readonly name = 'SpotifyError'
  readonly code: SpotifyErrorCode
  readonly status: Details['status']
  readonly requestId: Details['requestId']
  readonly retryAfterSeconds: Details['retryAfterSeconds']
  readonly missingScope: Details['missingScope']

  constructor(code: SpotifyErrorCode, message: string, details: Details = {}) {
    super(message, { cause: details.cause })
    this.code = code
    this.status = details.status
    this.requestId = details.requestId
    this.retryAfterSeconds = details.retryAfterSeconds
    this.missingScope = details.missingScope
  }
}

/**
 * Returns the error for an unsuccessful response to `call`, such as `GET /v1/me`.
 * See https://developer.spotify.com/documentation/web-api/concepts/api-calls
 */
export function toSpotifyError(
  call: string,
  scopes: readonly Scope[],
  { status, headers }: Response,
  text: string,
  nowMs: number,
): SpotifyError {
  const code = toCode(status, text)
  const isLimit = code === 'rate_limited' || code === 'quota_exceeded'
  return new SpotifyError(code, `${call} returned status ${status}`, {
    status,
    requestId: readRequestId(headers),
    missingScope: code === 'missing_scope' && scopes.length === 1 ? scopes[0] : undefined,
    retryAfterSeconds: isLimit ? readRetryAfter(headers, nowMs, code) : undefined,
  })
}

const errorShape = z.object({ error: z.object({ message: z.unknown().optional(), reason: z.unknown().optional() }) })

/**
 * Returns the error code for a response. A missing scope can be recognized only by the message: `Permissions missing` from player
 * endpoints (observed from 2017 to 2025), or `Insufficient client scope` from other endpoints.
 */
function toCode(status: number, text: string): SpotifyErrorCode {
  const error = errorShape.safeParse(parseJson(text)).data?.error
  if (status === 401) return error?.message === 'Permissions missing' ? 'missing_scope' : 'unauthorized'
  if (status === 403 && error) return error.message === 'Insufficient client scope' ? 'missing_scope' : 'forbidden'
  // In development mode, Spotify sends two kinds of plain-text 403 responses, which differ only in their text (observed in 2026).
  if (status === 403 && /premium/i.test(text)) return 'owner_premium'
  if (status === 403) return /registered/i.test(text) ? 'not_registered' : 'forbidden'
  if (status === 404) return 'not_found'
  if (status === 429) return error?.reason === 'QUOTA_EXCEEDED' ? 'quota_exceeded' : 'rate_limited'
  if (status >= 400 && status < 500 && error) return 'invalid_request'
  return 'spotify_unavailable'
}

/** Returns a schema that accepts any value and turns values that don't match `shape` into `null`. */
export const orNull = <Output>(shape: z.ZodType<Output>) => shape.nullable().catch(null)

export const text = orNull(z.string())
/** A timestamp. The Unix epoch, which Spotify sends if a time is unknown (observed in its own playlists), becomes `null`. */
export const time = text.transform((iso) => (iso !== null && Date.parse(iso) === 0 ? null : iso))
export const number = orNull(z.number())
export const flag = orNull(z.boolean())
export const links = orNull(z.object({ spotify: text }))
export const images = orNull(z.array(orNull(z.object({ url: z.string(), width: number }))))

/** Returns the URL of the smallest trusted image at least `sharpWidth` pixels wide, or else that of the first trusted image. */
export function toPicture(list: z.output<typeof images>, apiUrl: string, sharpWidth = 300): string | null {
  const pictures = (list ?? []).flatMap((image) => image ?? [])
  const widthOf = ({ width }: (typeof pictures)[number]) => width ?? 0
  const sharp = pictures.filter((picture) => widthOf(picture) >= sharpWidth).sort((a, b) => widthOf(a) - widthOf(b))
  return [...sharp, ...pictures].find(({ url }) => isTrusted(url, apiUrl, pictureHosts))?.url ?? null
}

/** Returns an item's Spotify link, or `null` if the item has no link or the link points to a different site. */
export function toLink(urls: z.output<typeof links>, apiUrl: string): string | null {
  return urls?.spotify && isTrusted(urls.spotify, apiUrl, linkHosts) ? urls.spotify : null
}

const pictureHosts = /(^|\.)(scdn\.co|spotifycdn\.com)$/
const linkHosts = /^open\.spotify\.com$/

/** Whether a page may link to a URL or load an image from it. Also trusts the configured API's own origin. */
function isTrusted(text: string, apiUrl: string, hosts: RegExp): boolean {
  const url = URL.parse(text)
  if (!url) return false
  const { protocol, origin, hostname } = url
  // The origin of a `blob:https://…` URL is the origin of the inner URL, so the protocol must be checked too.
  if (protocol !== 'https:' && protocol !== 'http:') return false
  return origin === apiUrl || (protocol === 'https:' && hosts.test(hostname))
}
