import { z } from 'zod'
import { dropWithdrawn, flag, images, links, number, paging, text, toLink, toPicture } from './shapes'

/**
 * Items of Spotify's lists, parsed as leniently as in `shapes.ts`. Omits the fields that Spotify removed from development mode in
 * 2026.
 */

export type Track = {
  kind: 'track' | 'episode' | 'local'
  /** `null` for a local file. */
  uri: string | null
  name: string | null
  artists: string[]
  /** For an episode, the name of its show. */
  album: string | null
  pictureUrl: string | null
  durationMs: number | null
  isExplicit: boolean
  spotifyUrl: string | null
}

export type Artist = { uri: string | null; name: string | null; pictureUrl: string | null; spotifyUrl: string | null }
export type Album = Artist & { artists: string[]; releaseDate: string | null; trackCount: number | null }
export type Show = Artist & { episodeCount: number | null }

const common = { type: text, uri: text, name: text, images, external_urls: links }
const artistNames = z
  .array(z.object({ name: text }).nullable().catch(null))
  .nullable()
  .catch(null)
const source = z.object({ name: text, images }).nullable().catch(null)

export const trackShape = z
  .object({
    ...common,
    is_local: flag,
    artists: artistNames,
    album: source,
    show: source,
    duration_ms: number,
    explicit: flag,
  })
  .nullable()
  .catch(null)
  .transform(dropWithdrawn)
export const artistShape = z.object(common).nullable().catch(null)
export const albumShape = z
  .object({ ...common, artists: artistNames, release_date: text, total_tracks: number })
  .nullable()
  .catch(null)
export const showShape = z
  .object({ ...common, total_episodes: number })
  .nullable()
  .catch(null)

export const pageOf = <Shape extends z.ZodType>(shape: Shape) => z.object({ ...paging, items: z.array(shape) })

/** Returns a track or episode, or `null` if it is no longer available. */
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

/** Returns an album, or `null` if it is no longer available. */
export function toAlbum(raw: z.output<typeof albumShape>, apiUrl: string): Album | null {
  if (!raw) return null
  const { artists, release_date, total_tracks: trackCount } = raw
  // Spotify sends 0000 for an unknown year.
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
