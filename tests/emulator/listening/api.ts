import type { Context } from 'hono'
import { apiError, notFound, readPage, readWhole, toPaging } from '../api/responses.ts'
import { toContent, toSong } from '../api/shapes.ts'
import { type On, queryOf, type View, withViewer } from '../api/views.ts'
import { toFullArtist } from '../catalogue.ts'
import type { Person } from '../data/people.ts'
import { type Play, playerOf, playsOf, type TimeRange, topArtistsOf, topSongsOf } from './data.ts'

export function listeningApi(on: On): void {
  on('GET', '/v1/me/top/:type', top)
  on('GET', '/v1/me/player/recently-played', recentlyPlayed)
  on('GET', '/v1/me/player/currently-playing', currentlyPlaying)
}

const ranges: readonly string[] = ['short_term', 'medium_term', 'long_term']

function top(view: View, c: Context): Response {
  return withViewer(view, 'user-top-read', (viewer) => {
    const type = c.req.param('type')
    if (type !== 'artists' && type !== 'tracks') return notFound()
    const query = queryOf(c)
    const range = query.get('time_range') ?? 'medium_term'
    if (!ranges.includes(range)) return apiError(400, 'Invalid time range')
    const page = readPage(query, 50)
    if (typeof page === 'string') return apiError(400, page)
    const rows: object[] =
      type === 'artists'
        ? topArtistsOf(viewer.id, range as TimeRange).map((artist) => toFullArtist(artist, view))
        : topSongsOf(viewer.id, range as TimeRange).map((song) => toSong(song, view))
    const address = view.links.api(`/me/top/${type}?time_range=${range}`)
    return Response.json(toPaging(address, page, rows.length, rows.slice(page.offset, page.offset + page.limit)))
  })
}

function recentlyPlayed(view: View, c: Context): Response {
  return withViewer(view, 'user-read-recently-played', (viewer) => {
    const query = queryOf(c)
    const page = readPage(new URLSearchParams({ limit: query.get('limit') ?? '20' }), 50)
    if (typeof page === 'string') return apiError(400, page)
    const [after, before] = [query.get('after'), query.get('before')]
    if (after !== null && before !== null) return apiError(400, 'Only one of after and before may be set')
    if ([after, before].some((text) => text !== null && readWhole(text) < 0)) return apiError(400, 'Invalid cursor')
    const plays = playsOf(viewer.id, view.state.now()).filter(
      ({ playedAtMs }) =>
        (after === null || playedAtMs > Number(after)) && (before === null || playedAtMs < Number(before)),
    )
    return Response.json(toHistory(plays, page.limit, view))
  })
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
  const answer = (viewer: Person) => {
    const nowMs = view.state.now()
    const { playing } = view.state.settings
    const player = playerOf(viewer.id, playing, nowMs)
    if (player === null) return new Response(null, { status: 204 })
    const { content, isPlaying, progressMs } = player
    const withEpisodes = (queryOf(c).get('additional_types') ?? '').split(',').includes('episode')
    return Response.json({
      timestamp: nowMs - progressMs,
      context: null,
      progress_ms: progressMs,
      item: toContent(content, view, withEpisodes),
      currently_playing_type: typeOf(content, playing),
      actions: { disallows: isPlaying ? { resuming: true } : { pausing: true } },
      is_playing: isPlaying,
    })
  }
  return withViewer(view, 'user-read-currently-playing', answer, missingPermissions)
}

/** The player endpoints respond to a missing scope with a 401 instead of a 403. */
function missingPermissions(): Response {
  return apiError(401, 'Permissions missing')
}

function typeOf(content: NonNullable<ReturnType<typeof playerOf>>['content'], playing: string): string {
  if (content === null) return playing === 'ad' ? 'ad' : 'unknown'
  return content.kind === 'episode' ? 'episode' : 'track'
}
