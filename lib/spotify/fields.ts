import { z } from 'zod'

/** Returns a schema that accepts any value and turns values that don't match `shape` into `null`. */
export const orNull = <Output>(shape: z.ZodType<Output>) => shape.nullable().catch(null)

export const text = orNull(z.string())
/** A timestamp. For an unknown time, Spotify sends the Unix epoch (observed in its own playlists), which becomes `null`. */
export const time = text.transform((iso) => (iso !== null && Date.parse(iso) === 0 ? null : iso))
export const number = orNull(z.number())
export const flag = orNull(z.boolean())
export const links = orNull(z.object({ spotify: text }))
export const images = orNull(z.array(orNull(z.object({ url: z.string(), width: number }))))

/**
 * Returns the URL of the smallest image that is at least `sharpWidth` pixels wide, or of the first image if none is wide enough.
 * Ignores images on untrusted hosts.
 */
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

/** Whether a page may link to a URL or load an image from it. Trusts the configured API's origin like its responses. */
function isTrusted(text: string, apiUrl: string, hosts: RegExp): boolean {
  const url = URL.parse(text)
  if (!url) return false
  const { protocol, origin, hostname } = url
  // The origin of a `blob:https://…` URL is the origin of the inner URL, so the protocol must be checked too.
  if (protocol !== 'https:' && protocol !== 'http:') return false
  return origin === apiUrl || (protocol === 'https:' && hosts.test(hostname))
}
