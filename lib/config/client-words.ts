import type { ClientCheck } from '@/lib/spotify/client-check'

/** What came of asking Spotify about the two ids, for whoever sets the app up. */
export const clientWords: Record<ClientCheck['kind'], string> = {
  accepted: 'Spotify accepts both.',
  wrong_id: 'Spotify does not know this Client ID.',
  wrong_secret: 'Spotify knows the Client ID, but this is not its secret.',
  wrong_either: 'Spotify refuses the two and does not say which is wrong.',
  rate_limited: 'Spotify takes no more requests from this app just now, so it did not say.',
  unanswered: 'Spotify does not answer.',
  unreadable: 'What answered did not answer as Spotify does, or Spotify is out of order.',
}
