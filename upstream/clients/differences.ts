import type { Difference } from './client.ts'

/** What several clients run into at Spotify as it is now. */

export const goneTracks: Difference = {
  says: /Forbidden/,
  reason: 'it calls `/playlists/{id}/tracks`, which new apps have lost in February 2026',
}

export const forgets = (says: RegExp): Difference => ({
  says,
  reason: 'it forgets the refresh token, as Spotify sends no new one: the first refresh works, the second does not',
})
