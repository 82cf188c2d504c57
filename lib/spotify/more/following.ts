import { z } from 'zod'
import type { ReadApi } from '../api'
import { number, orNull, text } from '../response'
import { type Artist, artistShape, toArtist } from '../shapes'

export type FollowedArtists = {
  items: Artist[]
  total: number | null
  /** The cursor for the next page; `null` on the last page. */
  after: string | null
}

const followedShape = z.object({
  artists: z.object({
    items: z.array(artistShape),
    total: number,
    cursors: orNull(z.object({ after: text })),
  }),
})

/** Returns one page of the artists that the visitor follows: https://developer.spotify.com/documentation/web-api/reference/get-followed */
export async function readFollowedArtists(
  api: ReadApi,
  { limit, after }: { limit: number; after?: string },
): Promise<FollowedArtists> {
  const { artists } = await api.get({
    path: '/v1/me/following',
    query: { type: 'artist', limit, ...(after && { after }) },
    scope: 'user-follow-read',
    shape: followedShape,
  })
  return {
    items: artists.items.flatMap((artist) => toArtist(artist, api.url) ?? []),
    total: artists.total,
    after: artists.cursors?.after ?? null,
  }
}
