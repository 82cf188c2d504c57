import { z } from 'zod'
import { toPlainText } from './plain-text'

/**
 * Spotify's responses, parsed leniently: a field that is missing or of the wrong type becomes `null`, and only an invalid envelope
 * is an error. Since 2026, apps in development mode receive `items` and `item` instead of `tracks` and `track`.
 */

export type Profile = {
  /** The account's identity: `account_id`, or `id` if Spotify sends none (https://developer.spotify.com/documentation/web-api/references/changes/may-2026). */
  accountId: string
  /** Spotify's user ID, which identifies a playlist's owner. */
  id: string
  name: string | null
  pictureUrl: string | null
  spotifyUrl: string | null
  /** `null` in development mode. Spotify also lists `followers` as removed there, but some apps still received it in 2026. */
  country: string | null
  product: string | null
  followerCount: number | null
}

export type Playlist = {
  id: string
  name: string
  /** Plain text, converted from Spotify's HTML. */
  description: string | null
  pictureUrl: string | null
  spotifyUrl: string | null
  owner: { id: string; name: string | null }
  visibility: 'public' | 'private' | 'unknown'
  isCollaborative: boolean
  /** `null` if unknown, which is not the same as 0. */
  itemCount: number | null
}

export type PlaylistItem = {
  kind: 'track' | 'episode' | 'local' | 'unavailable'
  id: string | null
  name: string | null
  artists: string[]
  /** For an episode, the name of its show. */
  album: string | null
  durationMs: number | null
  isExplicit: boolean
  addedAt: string | null
  spotifyUrl: string | null
}

export type Page<Item> = { items: Item[]; total: number; limit: number; offset: number }

export const text = z.string().nullable().catch(null)
/** A timestamp. For an unknown time, Spotify sends the Unix epoch (observed in its own playlists), which becomes `null`. */
export const time = text.transform((iso) => (iso !== null && Date.parse(iso) === 0 ? null : iso))
export const number = z.number().nullable().catch(null)
export const flag = z.boolean().nullable().catch(null)
export const links = z.object({ spotify: text }).nullable().catch(null)
export const images = z
  .array(z.object({ url: z.string(), width: number }).nullable().catch(null))
  .nullable()
  .catch(null)

export const profileShape = z.object({
  account_id: text,
  // JSON may contain lone surrogates, but header values can't.
  id: z
    .string()
    .min(1)
    .transform((id) => id.toWellFormed()),
  display_name: text,
  images,
  external_urls: links,
  country: text,
  product: text,
  followers: z.object({ total: number }).nullable().catch(null),
})

const contents = z.object({ total: number }).nullable().catch(null)
const named = z.object({ name: text }).nullable().catch(null)

type Playable = {
  name: string | null
  is_local: boolean | null
  artists: ({ name: string | null } | null)[] | null
  duration_ms: number | null
}

/** Returns `null` for a withdrawn track, which Spotify sends with its IDs and links but with empty names and a duration of 0. */
export function dropWithdrawn<Item extends Playable>(item: Item | null): Item | null {
  const isNamed = item?.name || item?.artists?.some((artist) => artist?.name)
  return item && !isNamed && !item.is_local && item.duration_ms === 0 ? null : item
}

const playableShape = z
  .object({
    type: text,
    id: text,
    name: text,
    is_local: flag,
    artists: z.array(named).nullable().catch(null),
    album: named,
    show: named,
    duration_ms: number,
    explicit: flag,
    external_urls: links,
  })
  .nullable()
  .catch(null)
  .transform(dropWithdrawn)

export const playlistItemShape = z
  .object({ added_at: time, is_local: flag, item: playableShape, track: playableShape })
  .nullable()
  .catch(null)

export const playlistShape = z.object({
  id: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  name: text,
  description: text,
  images,
  external_urls: links,
  owner: z.object({ id: text, display_name: text }).nullable().catch(null),
  public: flag,
  collaborative: flag,
  items: contents,
  tracks: contents,
})

export const paging = { total: number, limit: number, offset: number }

export const playlistsShape = z.object({ ...paging, items: z.array(playlistShape.nullable().catch(null)) })
export const playlistItemsShape = z.object({ ...paging, items: z.array(playlistItemShape) })

const nestedItems = playlistItemsShape
  .extend({ items: z.array(playlistItemShape).nullable().catch(null) })
  .nullable()
  .catch(null)

/** A single playlist includes its first items if the visitor may read them. */
export const playlistWithItemsShape = playlistShape.extend({ items: nestedItems, tracks: nestedItems })

export function toProfile(raw: z.output<typeof profileShape>, apiUrl: string): Profile {
  return {
    accountId: raw.account_id || raw.id,
    id: raw.id,
    name: raw.display_name || null,
    pictureUrl: toPicture(raw.images, apiUrl),
    spotifyUrl: toLink(raw.external_urls, apiUrl),
    country: raw.country,
    product: raw.product,
    followerCount: raw.followers?.total ?? null,
  }
}

export function toPlaylist(raw: z.output<typeof playlistShape>, apiUrl: string): Playlist {
  return {
    id: raw.id,
    name: raw.name ?? '',
    description: toPlainText(raw.description ?? '') || null,
    pictureUrl: toPicture(raw.images, apiUrl),
    spotifyUrl: toLink(raw.external_urls, apiUrl),
    owner: { id: raw.owner?.id ?? '', name: raw.owner?.display_name || null },
    visibility: raw.public === null ? 'unknown' : raw.public ? 'public' : 'private',
    isCollaborative: raw.collaborative ?? false,
    itemCount: raw.items?.total ?? raw.tracks?.total ?? null,
  }
}

export function toPlaylistItem(raw: z.output<typeof playlistItemShape>, apiUrl: string): PlaylistItem {
  const playable = raw?.item ?? raw?.track ?? null
  return {
    kind: toKind(playable, raw?.is_local ?? false),
    id: playable?.id ?? null,
    name: playable?.name || null,
    artists: (playable?.artists ?? []).flatMap((artist) => artist?.name || []),
    album: playable?.album?.name || playable?.show?.name || null,
    durationMs: playable?.duration_ms ?? null,
    isExplicit: playable?.explicit ?? false,
    addedAt: raw?.added_at ?? null,
    spotifyUrl: toLink(playable?.external_urls ?? null, apiUrl),
  }
}

function toKind(playable: z.output<typeof playableShape>, isLocal: boolean): PlaylistItem['kind'] {
  if (!playable) return 'unavailable'
  if (isLocal || playable.is_local) return 'local'
  return playable.type === 'episode' ? 'episode' : 'track'
}

/** Returns a page of converted items, leaving out those that convert to `null`. */
export function toPage<Raw, Item>(
  raw: { items: Raw[]; total: number | null },
  asked: { limit: number; offset: number },
  convert: (item: Raw) => Item | null,
): Page<Item> {
  const seen = asked.offset + raw.items.length
  // If Spotify sends no total, a full page suggests that there is another.
  const total = raw.total ?? (raw.items.length < asked.limit ? seen : seen + 1)
  return { ...asked, items: raw.items.flatMap((item) => convert(item) ?? []), total }
}

const pictureWidth = 300

/**
 * Returns the URL of the smallest image that is at least `sharpWidth` pixels wide, or of the first image if none is. Ignores images
 * on untrusted hosts.
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

/** Returns the item's Spotify link, or `null` if it points to another site. */
export function toLink(urls: z.output<typeof links>, apiUrl: string): string | null {
  return urls?.spotify && isLinkUrl(urls.spotify, apiUrl) ? urls.spotify : null
}

const isPictureUrl = (url: string, apiUrl: string) => isTrusted(url, apiUrl, /(^|\.)(scdn\.co|spotifycdn\.com)$/)
const isLinkUrl = (url: string, apiUrl: string) => isTrusted(url, apiUrl, /^open\.spotify\.com$/)

/**
 * Keeps `javascript:` URLs and unknown hosts off the page. The configured API's origin is trusted, because its responses are
 * trusted too.
 */
function isTrusted(text: string, apiUrl: string, hosts: RegExp): boolean {
  const url = URL.parse(text)
  if (!url) return false
  const { protocol, origin, hostname } = url
  // `blob:https://…` has the origin of the inner URL.
  if (protocol !== 'https:' && protocol !== 'http:') return false
  return origin === apiUrl || (protocol === 'https:' && hosts.test(hostname))
}
