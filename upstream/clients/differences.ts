import type { Difference } from './client.ts'

/** Known differences that several clients share, all caused by changes that Spotify made. */

export const goneTracks: Difference = {
  says: /Forbidden/,
  reason: 'it calls `/playlists/{id}/tracks`, which Spotify removed for new apps in February 2026',
}

export const forgets = (says: RegExp): Difference => ({
  says,
  reason: 'it discards the refresh token because Spotify sends no new one, so only the first refresh works',
})
