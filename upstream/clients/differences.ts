import type { Difference } from './client.ts'

/** Differences that affect several clients. */

export const goneTracks: Difference = {
  says: /Forbidden/,
  reason: 'it calls `/playlists/{id}/tracks`, which new apps lost in February 2026',
}

export const forgets = (says: RegExp): Difference => ({
  says,
  reason: 'it drops the refresh token because Spotify sends no new one: the first refresh works, the second fails',
})
