import { z } from 'zod'
import { toPlainText } from './plain-text'
import { flag, images, links, number, orNull, text, time, toLink, toPicture } from './response'

/**
 * Types and schemas for Spotify's responses. The schemas are lenient: most fields become `null` if they are missing or have the
 * wrong type. As of 2026, apps in development mode receive `items` and `item` instead of `tracks` and `track`. The types omit
 * the fields that Spotify has removed in development mode.
 */

export type Playlist = {
  id: string
  name: string
  /** The description as plain text, converted from Spotify's HTML. */
  description: string | null
  pictureUrl: string | null
  spotifyUrl: string | null
  owner: { id: string; name: string | null }
  visibility: 'public' | 'private' | 'unknown'
  isCollaborative: boolean
  /** The number of items in the playlist, or `null` if it is unknown. */
  itemCount: number | null
}

export type PlaylistItem = {
  kind: 'track' | 'episode' | 'local' | 'unavailable'
  id: string | null
  name: string | null
  artists: string[]
  /** The album's name or, for an episode, the show's name. */
  album: string | null
  durationMs: number | null
  isExplicit: boolean
  addedAt: string | null
  spotifyUrl: string | null
}

export type Track = {
  kind: 'track' | 'episode' | 'local'
  /** The Spotify URI; `null` for a local file. */
  uri: string | null
  name: string | null
  artists: string[]
  /** The album's name or, for an episode, the show's name. */
  album: string | null
  pictureUrl: string | null
  durationMs: number | null
  isExplicit: boolean
  spotifyUrl: string | null
}

export type Artist = { uri: string | null; name: string | null; pictureUrl: string | null; spotifyUrl: string | null }
export type Album = Artist & { artists: string[]; releaseDate: string | null; trackCount: number | null }
export type Show = Artist & { episodeCount: number | null }

export type Page<Item> = { items: Item[]; total: number; limit: number; offset: number }

const common = { type: text, uri: text, name: text, images, external_urls: links }
const artistNames = orNull(z.array(orNull(z.object({ name: text }))))
const source = orNull(z.object({ name: text, images }))

export const trackShape = orNull(
  z.object({
    ...common,
    id: text,
    is_local: flag,
    artists: artistNames,
    album: source,
    show: source,
    duration_ms: number,
    explicit: flag,
  }),
).transform((track) => {
  // If a track is no longer available, Spotify still sends its IDs and links, but with empty names and a duration of 0.
  const isNamed = track?.name || toNames(track?.artists ?? null).length > 0
  return isNamed || track?.is_local || track?.duration_ms !== 0 ? track : null
})
export const artistShape = orNull(z.object(common))
export const albumShape = orNull(
  z.object({ ...common, artists: artistNames, release_date: text, total_tracks: number }),
)
export const showShape = orNull(z.object({ ...common, total_episodes: number }))

export const playlistItemShape = orNull(
  z.object({ added_at: time, is_local: flag, item: trackShape, track: trackShape }),
)

const contents = orNull(z.object({ total: number }))

export const playlistShape = z.object({
  id: z.string().regex(/^[0-9A-Za-z]{1,64}$/),
  name: text,
  description: text,
  images,
  external_urls: links,
  owner: orNull(z.object({ id: text, display_name: text })),
  public: flag,
  collaborative: flag,
  items: contents,
  tracks: contents,
})

const paging = { total: number, limit: number, offset: number }

export const pageOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ ...paging, items: z.array(shape) })

export const playlistsShape = pageOf(orNull(playlistShape))
export const playlistItemsShape = pageOf(playlistItemShape)

const nestedItems = orNull(playlistItemsShape.extend({ items: orNull(z.array(playlistItemShape)) }))

/**
 * Spotify's response to a request for a single playlist. The response includes the playlist's first items if the visitor may read
 * them.
 */
export const playlistWithItemsShape = playlistShape.extend({ items: nestedItems, tracks: nestedItems })

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
  const entry = raw?.item ?? raw?.track ?? null
  const track = toTrack(entry, apiUrl)
  return {
    kind: track && raw?.is_local ? 'local' : (track?.kind ?? 'unavailable'),
    id: entry?.id ?? null,
    name: track?.name ?? null,
    artists: track?.artists ?? [],
    album: track?.album ?? null,
    durationMs: track?.durationMs ?? null,
    isExplicit: track?.isExplicit ?? false,
    addedAt: raw?.added_at ?? null,
    spotifyUrl: track?.spotifyUrl ?? null,
  }
}

/** Returns a track or episode, or `null` if the item is no longer available. */
export function toTrack(raw: z.output<typeof trackShape>, apiUrl: string): Track | null {
  if (!raw) return null
  const { album, show } = raw
  return {
    ...toCommon(raw, apiUrl),
    kind: raw.is_local ? 'local' : raw.type === 'episode' ? 'episode' : 'track',
    artists: toNames(raw.artists),
    album: album?.name || show?.name || null,
    pictureUrl: toPicture(raw.images ?? album?.images ?? show?.images ?? null, apiUrl),
    durationMs: raw.duration_ms,
    isExplicit: raw.explicit ?? false,
  }
}

export const toArtist = (raw: z.output<typeof artistShape>, apiUrl: string): Artist | null =>
  raw && toCommon(raw, apiUrl)

/** Returns an album, or `null` if the album is no longer available. */
export function toAlbum(raw: z.output<typeof albumShape>, apiUrl: string): Album | null {
  if (!raw) return null
  const { artists, release_date, total_tracks: trackCount } = raw
  // If the release date is unknown, Spotify sends the year 0000.
  const releaseDate = release_date?.startsWith('0000') ? null : release_date
  return { ...toCommon(raw, apiUrl), artists: toNames(artists), releaseDate, trackCount }
}

export const toShow = (raw: z.output<typeof showShape>, apiUrl: string): Show | null =>
  raw && { ...toCommon(raw, apiUrl), episodeCount: raw.total_episodes }

function toCommon(raw: NonNullable<z.output<typeof artistShape>>, apiUrl: string): Artist {
  return {
    uri: raw.uri && /^spotify:[a-z]+:[0-9A-Za-z]{1,64}$/.test(raw.uri) ? raw.uri : null,
    name: raw.name || null,
    pictureUrl: toPicture(raw.images, apiUrl),
    spotifyUrl: toLink(raw.external_urls, apiUrl),
  }
}

const toNames = (artists: z.output<typeof artistNames>) => (artists ?? []).flatMap((artist) => artist?.name || [])

/** Returns a page of converted items. Leaves out items for which `convert` returns `null`. */
export function toPage<Raw, Item>(
  raw: { items: Raw[]; total: number | null },
  asked: { limit: number; offset: number },
  convert: (item: Raw) => Item | null,
): Page<Item> {
  const seen = asked.offset + raw.items.length
  // If Spotify sends no total, a full page is assumed to be followed by another page.
  const total = raw.total ?? (raw.items.length < asked.limit ? seen : seen + 1)
  return { ...asked, items: raw.items.flatMap((item) => convert(item) ?? []), total }
}
