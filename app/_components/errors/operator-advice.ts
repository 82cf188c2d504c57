import type { ReasonCode } from '@/lib/error-messages'

type OperatorAdvice = { advice: string; linksDashboard?: true }

/** Advice for the site's owner, which error cards show below the advice for the visitor. */
export const operatorAdvice: Partial<Record<ReasonCode, OperatorAdvice>> = {
  state_mismatch: {
    advice: 'If this happens to everyone, check that APP_URL is the address that people actually visit.',
  },
  client_rejected: {
    advice:
      'Compare SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET with the values in the dashboard. Outside production, /setup checks both.',
    linksDashboard: true,
  },
  not_registered: {
    advice:
      'In the dashboard, add the email address of their Spotify account under User Management. Development mode allows five users.',
    linksDashboard: true,
  },
  owner_premium: {
    advice:
      'The Spotify account that owns the app needs Premium. After you renew it, Spotify can take a few hours to notice.',
    linksDashboard: true,
  },
  forbidden: {
    advice:
      'Since February 2026, apps in development mode can access less. For example, they can’t read what is in other people’s playlists.',
  },
  rate_limited: {
    advice:
      'Spotify counts your app’s requests over 30 seconds. It doesn’t publish the limit, which is much higher outside development mode.',
  },
  quota_exceeded: {
    advice:
      'Since July 2026, Spotify counts the requests of all apps in a developer account together, over about a day. It doesn’t publish the limit.',
  },
  login_failed: {
    advice: 'If this keeps happening, search the log for login_failed. The entry says what went wrong.',
  },
}
