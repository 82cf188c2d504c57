import { z } from 'zod'
import type { ReadApi } from './api'
import type { PageParams } from './playlists'
import { flag, number, orNull, text, time } from './response'
import {
  type Artist,
  artistShape,
  type Page,
  pageOf,
  type Track,
  toArtist,
  toPage,
  toTrack,
  trackShape,
} from './shapes'

/** Spotify's names for three approximate periods: the last four weeks, the last six months and the last year. */
export const timeRanges = ['short_term', 'medium_term', 'long_term'] as const
export type TimeRange = (typeof timeRanges)[number]

type Top = PageParams & { range: TimeRange }

/** Returns one page of the visitor's top artists: https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks */
export async function readTopArtists(api: ReadApi, { range, ...page }: Top): Promise<Page<Artist>> {
  const raw = await api.get({
    path: '/v1/me/top/artists',
    query: { time_range: range, ...page },
    scope: 'user-top-read',
    shape: pageOf(artistShape),
  })
  return toPage(raw, page, (artist) => toArtist(artist, api.url))
}

/** Returns one page of the visitor's top tracks: https://developer.spotify.com/documentation/web-api/reference/get-users-top-artists-and-tracks */
export async function readTopTracks(api: ReadApi, { range, ...page }: Top): Promise<Page<Track>> {
  const raw = await api.get({
    path: '/v1/me/top/tracks',
    query: { time_range: range, ...page },
    scope: 'user-top-read',
    shape: pageOf(trackShape),
  })
  return toPage(raw, page, (track) => toTrack(track, api.url))
}

export type Play = { playedAt: string | null; track: Track }

const playsShape = z.object({
  items: z.array(orNull(z.object({ track: trackShape, played_at: time }))),
})

/**
 * Returns the tracks that the visitor played most recently, newest first. The list doesn't include episodes. Spotify keeps only
 * about 50 plays, so there is no second page.
 * See https://developer.spotify.com/documentation/web-api/reference/get-recently-played
 */
export async function readRecentlyPlayed(api: ReadApi, { limit }: { limit: number }): Promise<Play[]> {
  const raw = await api.get({
    path: '/v1/me/player/recently-played',
    query: { limit },
    scope: 'user-read-recently-played',
    shape: playsShape,
  })
  return raw.items.flatMap((play) => {
    const track = toTrack(play?.track ?? null, api.url)
    return track ? { playedAt: play?.played_at ?? null, track } : []
  })
}

export type NowPlaying = {
  isPlaying: boolean
  progressMs: number | null
  /** The current track or episode; `null` during an ad or if the item is unknown. */
  track: Track | null
  isAdvertisement: boolean
}

const nowPlayingShape = z
  .object({ is_playing: flag, progress_ms: number, item: trackShape, currently_playing_type: text })
  .nullable()

/**
 * Returns what the visitor is playing. Returns `null` if nothing is playing, because Spotify then sends an empty body. The response
 * can be up to a minute out of date (observed in 2026).
 * See https://developer.spotify.com/documentation/web-api/reference/get-the-users-currently-playing-track
 */
export async function readNowPlaying(api: ReadApi): Promise<NowPlaying | null> {
  const raw = await api.get({
    path: '/v1/me/player/currently-playing',
    // Without `additional_types`, Spotify sends `null` instead of an episode.
    query: { additional_types: 'track,episode' },
    scope: 'user-read-currently-playing',
    shape: nowPlayingShape,
  })
  return (
    raw && {
      isPlaying: raw.is_playing ?? false,
      progressMs: raw.progress_ms,
      track: toTrack(raw.item, api.url),
      isAdvertisement: raw.currently_playing_type === 'ad',
    }
  )
}
