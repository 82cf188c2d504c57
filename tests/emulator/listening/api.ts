import type { Context } from 'hono'
import {
  apiError,
  has,
  limitOf,
  notFound,
  type On,
  pageOf,
  readWhole,
  requireScope,
  toPaging,
  type View,
  viewerOf,
  wantsEpisodes,
} from '../api/endpoints.ts'
import { toContent, toSong } from '../api/shapes.ts'
import { toFullArtist } from '../catalogue.ts'
import { type Play, playerOf, playsOf, type TimeRange, topArtistsOf, topSongsOf } from './data.ts'

export function listeningApi(on: On): void {
  on('GET', '/v1/me/top/:type', top)
  on('GET', '/v1/me/player/recently-played', recentlyPlayed)
  on('GET', '/v1/me/player/currently-playing', currentlyPlaying)
}

const ranges: readonly string[] = ['short_term', 'medium_term', 'long_term']

function top(view: View, c: Context): Response {
  const viewer = viewerOf(view)
  requireScope(view, 'user-top-read')
  const type = c.req.param('type')
  if (type !== 'artists' && type !== 'tracks') return notFound()
  const range = c.req.query('time_range') ?? 'medium_term'
  if (!ranges.includes(range)) return apiError(400, 'Invalid time range')
  const page = pageOf(c, 50)
  const rows: object[] =
    type === 'artists'
      ? topArtistsOf(viewer.id, range as TimeRange).map((artist) => toFullArtist(artist, view))
      : topSongsOf(viewer.id, range as TimeRange).map((song) => toSong(song, view))
  const address = view.links.api(`/me/top/${type}?time_range=${range}`)
  return Response.json(toPaging(address, page, rows.length, rows.slice(page.offset, page.offset + page.limit)))
}

function recentlyPlayed(view: View, c: Context): Response {
  const viewer = viewerOf(view)
  requireScope(view, 'user-read-recently-played')
  const limit = limitOf(c)
  const { after, before } = c.req.query()
  if (after !== undefined && before !== undefined) return apiError(400, 'Only one of after and before may be set')
  if ([after, before].some((text) => text !== undefined && readWhole(text) < 0)) return apiError(400, 'Invalid cursor')
  const plays = playsOf(viewer.id, view.state.now()).filter(
    ({ playedAtMs }) =>
      (after === undefined || playedAtMs > Number(after)) && (before === undefined || playedAtMs < Number(before)),
  )
  return Response.json(toHistory(plays, limit, view))
}

function toHistory(plays: readonly Play[], limit: number, view: View) {
  const shown = plays.slice(0, limit)
  const address = view.links.api('/me/player/recently-played')
  const [first, last] = [shown.at(0), shown.at(-1)]
  const isMore = plays.length > limit
  return {
    href: `${address}?limit=${limit}`,
    limit,
    next: isMore && last ? `${address}?before=${last.playedAtMs}&limit=${limit}` : null,
    ...(first && last && { cursors: { after: String(first.playedAtMs), before: String(last.playedAtMs) } }),
    items: shown.map(({ song, playedAtMs }) => ({
      track: toSong(song, view),
      played_at: new Date(playedAtMs).toISOString(),
      context: null,
    })),
  }
}

function currentlyPlaying(view: View, c: Context): Response {
  const viewer = viewerOf(view)
  // The player endpoints respond to a missing scope with a 401 instead of a 403.
  if (!has(view, 'user-read-currently-playing')) return apiError(401, 'Permissions missing')
  const nowMs = view.state.now()
  const { playing } = view.state.settings
  const player = playerOf(viewer.id, playing, nowMs)
  if (player === null) return new Response(null, { status: 204 })
  const { content, isPlaying, progressMs } = player
  return Response.json({
    timestamp: nowMs - progressMs,
    context: null,
    progress_ms: progressMs,
    item: toContent(content, view, wantsEpisodes(c)),
    currently_playing_type: typeOf(content, playing),
    actions: { disallows: isPlaying ? { resuming: true } : { pausing: true } },
    is_playing: isPlaying,
  })
}

function typeOf(content: NonNullable<ReturnType<typeof playerOf>>['content'], playing: string): string {
  if (content === null) return playing === 'ad' ? 'ad' : 'unknown'
  return content.kind === 'episode' ? 'episode' : 'track'
}
