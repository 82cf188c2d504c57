import { z } from 'zod'
import type { ReadApi } from './api'
import { images, links, number, orNull, text, toLink, toPicture } from './response'

export type Profile = {
  /**
   * Identifies the account. The same as `id` if Spotify doesn't send an `account_id`.
   * See https://developer.spotify.com/documentation/web-api/references/changes/may-2026
   */
  accountId: string
  /** The Spotify user ID. Playlists identify their owners by this ID. */
  id: string
  name: string | null
  pictureUrl: string | null
  spotifyUrl: string | null
  /** In development mode, Spotify omits the country and product and, for some apps, the followers too (observed in 2026). */
  country: string | null
  product: string | null
  followerCount: number | null
}

export const profileShape = z.object({
  account_id: text,
  // JSON can contain lone surrogates, which must be replaced before the ID is used in a header.
  id: z
    .string()
    .min(1)
    .transform((id) => id.toWellFormed()),
  display_name: text,
  images,
  external_urls: links,
  country: text,
  product: text,
  followers: orNull(z.object({ total: number })),
})

/** Returns the visitor's profile: https://developer.spotify.com/documentation/web-api/reference/get-current-users-profile */
export async function readProfile(api: ReadApi): Promise<Profile> {
  return toProfile(await api.get({ path: '/v1/me', shape: profileShape }), api.url)
}

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
