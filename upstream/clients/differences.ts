import type { Difference } from './client.ts'

/** Known differences that several clients share, all caused by changes at Spotify. */

export const goneTracks: Difference = {
  says: /Forbidden/,
  reason: 'the client calls `/playlists/{id}/tracks`, which Spotify removed for new apps in February 2026',
}

export const forgets = (says: RegExp): Difference => ({
  says,
  reason: 'the client discards its refresh token if a response contains no new one, so only the first refresh works',
})
