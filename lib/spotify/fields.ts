import { z } from 'zod'

/** Returns a schema that accepts any value and turns values that don't match `shape` into `null`. */
export const orNull = <Output>(shape: z.ZodType<Output>) => shape.nullable().catch(null)

export const text = orNull(z.string())
/**
 * A timestamp. If a time is unknown, Spotify sends the Unix epoch (observed in Spotify's own playlists). The epoch is converted to
 * `null`.
 */
export const time = text.transform((iso) => (iso !== null && Date.parse(iso) === 0 ? null : iso))
export const number = orNull(z.number())
export const flag = orNull(z.boolean())
export const links = orNull(z.object({ spotify: text }))
export const images = orNull(z.array(orNull(z.object({ url: z.string(), width: number }))))

const pictureWidth = 300

/**
 * Returns the URL of the smallest image that is at least `sharpWidth` pixels wide, or of the first image if none is wide enough.
 * Ignores images on untrusted hosts.
 */
export function toPicture(
  list: z.output<typeof images>,
  apiUrl: string,
  sharpWidth: number = pictureWidth,
): string | null {
  const pictures = (list ?? []).flatMap((image) => image ?? [])
  const widthOf = ({ width }: (typeof pictures)[number]) => width ?? 0
  const sharp = pictures.filter((picture) => widthOf(picture) >= sharpWidth).sort((a, b) => widthOf(a) - widthOf(b))
  return [...sharp, ...pictures].find(({ url }) => isPictureUrl(url, apiUrl))?.url ?? null
}

/** Returns an item's Spotify link, or `null` if the item has no link or the link points to a different site. */
export function toLink(urls: z.output<typeof links>, apiUrl: string): string | null {
  return urls?.spotify && isLinkUrl(urls.spotify, apiUrl) ? urls.spotify : null
}

const isPictureUrl = (url: string, apiUrl: string) => isTrusted(url, apiUrl, /(^|\.)(scdn\.co|spotifycdn\.com)$/)
const isLinkUrl = (url: string, apiUrl: string) => isTrusted(url, apiUrl, /^open\.spotify\.com$/)

/**
 * Whether a page may link to a URL or load an image from it. Rejects `javascript:` URLs and unknown hosts. Trusts the origin of the
 * configured API, because the API's responses are trusted too.
 */
function isTrusted(text: string, apiUrl: string, hosts: RegExp): boolean {
  const url = URL.parse(text)
  if (!url) return false
  const { protocol, origin, hostname } = url
  // The origin of a `blob:https://…` URL is the origin of the inner URL, so the protocol must be checked too.
  if (protocol !== 'https:' && protocol !== 'http:') return false
  return origin === apiUrl || (protocol === 'https:' && hosts.test(hostname))
}
