import type { Page } from '@playwright/test'
import type { ReasonCode } from '../../lib/error-messages.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { agreeAs } from './fixtures.ts'

/** How a real browser meets one code, and what must hold then. */
export type Provocation = {
  /** When it happens, for the gallery. */
  when: string
  /** How to see it in `npm run demo`, for the gallery. */
  demo: string
  isSignedInBefore: boolean
  isSignedInAfter: boolean
  /** What is wrong with Spotify; done after the sign-in. */
  breakSpotify?: (spotify: Emulator) => void
  go: (page: Page) => Promise<unknown>
  /** What is asked of Spotify from then on, and nothing else. */
  calls: string[]
  /** The one thing to press first. */
  press: { label: string; href: string }
  /** The app remembers it for the time that Spotify asks for, in every session. */
  isRemembered?: true
}

const lostPlaylist = '0'.repeat(22)
const startLogin = '/api/auth/login?returnTo=%2Faccount&switch=1'
const readPlaylists = 'GET /v1/me/playlists'
const consent = ['GET /authorize', 'POST /authorize']
const exchange = 'authorization_code /api/token'

const openPlaylists = (page: Page) => page.goto('/playlists')

async function signInAsAda(page: Page): Promise<void> {
  await page.goto(startLogin)
  await agreeAs(page, 'ada')
}

const inPlace = { isSignedInBefore: true, isSignedInAfter: true, go: openPlaylists, calls: [readPlaylists] }

export const provocations: Record<ReasonCode, Provocation> = {
  access_denied: {
    when: 'The visitor presses Cancel on Spotify’s page.',
    demo: 'Start a sign-in and press Cancel.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    go: async (page) => {
      await page.goto(startLogin)
      await page.getByRole('button', { name: 'Cancel' }).click()
    },
    calls: consent,
    press: { label: 'Go on', href: '/account' },
  },
  state_mismatch: {
    when: 'A callback doesn’t match any sign-in that this browser started within the last ten minutes.',
    demo: 'On the panel, under "Arrive from nowhere", open the invented callback.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    go: (page) => page.goto('/api/auth/callback?code=invented&state=invented'),
    calls: [],
    press: { label: 'Start again', href: '/api/auth/login?returnTo=%2F&switch=1' },
  },
  code_rejected: {
    when: 'Spotify rejects the code from the callback: it was already used, is too old or belongs to another sign-in.',
    demo: 'Switch on "Sign-in refused" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'code_refused' }),
    go: signInAsAda,
    calls: [...consent, exchange],
    press: { label: 'Start again', href: startLogin },
  },
  client_rejected: {
    when: 'Spotify rejects the site’s Client ID or secret.',
    demo: 'Switch on "Wrong client secret" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'client_refused' }),
    go: signInAsAda,
    calls: [...consent, exchange],
    press: { label: 'Try again', href: '/account' },
  },
  consent_expired: {
    when: 'Spotify rejects the refresh token twice in a row: six months have passed, or the visitor removed the app.',
    demo: 'Sign in, press "Take the consent back" and reload the playlists.',
    isSignedInBefore: true,
    isSignedInAfter: false,
    breakSpotify: (spotify) => spotify.revokeConsent('mira'),
    go: (page) => page.goto('/playlists?page=2'),
    calls: [readPlaylists, 'refresh_token /api/token', 'refresh_token /api/token'],
    press: { label: 'Sign in again', href: '/api/auth/login?returnTo=%2Fplaylists%3Fpage%3D2&renew=1' },
  },
  not_registered: {
    when: 'The app is in development mode and the account isn’t one of its five users. Detected during sign-in.',
    demo: 'Sign in as Gus Ternholm.',
    isSignedInBefore: false,
    isSignedInAfter: false,
    go: async (page) => {
      await page.goto(startLogin)
      await agreeAs(page, 'guest')
    },
    calls: [...consent, exchange, 'GET /v1/me'],
    press: { label: 'Use another account', href: startLogin },
  },
  owner_premium: {
    when: 'The app is in development mode and its owner doesn’t have Premium. Detected during sign-in or on any later page.',
    demo: 'Sign in, switch on "No Premium" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'owner_premium' }),
    press: { label: 'Try again', href: '/playlists' },
  },
  missing_scope: {
    when: 'The visitor hasn’t granted a permission that this page needs. Detected without a call to Spotify.',
    demo: 'On the panel, choose "See your private playlists" under "Not granted", save and sign in.',
    isSignedInBefore: false,
    isSignedInAfter: true,
    breakSpotify: ({ settings }) => {
      settings.withheldScopes = ['playlist-read-private']
    },
    go: async (page) => {
      await page.goto('/api/auth/login?returnTo=/playlists')
      await agreeAs(page, 'mira')
    },
    calls: [...consent, exchange, 'GET /v1/me'],
    press: { label: 'Grant it at Spotify', href: '/api/auth/login?returnTo=%2Fplaylists&scope=playlist-read-private' },
  },
  forbidden: {
    when: 'Spotify returns 403 for any other reason.',
    demo: 'Sign in, switch on "Forbidden" and open a playlist.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'forbidden' }),
    go: (page) => page.goto(`/playlists/${lostPlaylist}`),
    calls: [`GET /v1/playlists/${lostPlaylist}`],
    press: { label: 'Open Spotify', href: `https://open.spotify.com/playlist/${lostPlaylist}` },
  },
  not_found: {
    when: 'Spotify returns 404.',
    demo: 'Sign in. On the panel, under "Ask for what is gone", open the lost playlist.',
    ...inPlace,
    go: (page) => page.goto(`/playlists/${lostPlaylist}`),
    calls: [`GET /v1/playlists/${lostPlaylist}`],
    press: { label: 'Go to your playlists', href: '/playlists' },
  },
  rate_limited: {
    when: 'Spotify returns 429. The site makes no further calls until the wait is over.',
    demo: 'Sign in, switch on "Too many requests" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'rate_limited', retryAfter: 120 }),
    press: { label: 'Try again', href: '/playlists' },
    isRemembered: true,
  },
  quota_exceeded: {
    when: 'Spotify returns 429 with the reason QUOTA_EXCEEDED. The site makes no further calls until the wait is over.',
    demo: 'Sign in, switch on "Quota used up" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'quota' }),
    press: { label: 'Open Spotify', href: 'https://open.spotify.com/' },
    isRemembered: true,
  },
  spotify_unavailable: {
    when: 'Spotify returns a 5xx error, times out, doesn’t respond or sends something unreadable.',
    demo: 'Sign in, switch on "Out of order" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'server_error' }),
    press: { label: 'Try again', href: '/playlists' },
  },
  login_failed: {
    when: 'Spotify sends the visitor back with any other error, or the callback is malformed.',
    demo: 'Switch on "Sign-in breaks" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'callback_error' }),
    go: (page) => page.goto(startLogin),
    calls: ['GET /authorize'],
    press: { label: 'Start again', href: startLogin },
  },
  invalid_request: {
    when: 'A URL of this site, or a call to Spotify, contains an invalid value.',
    demo: 'Sign in. On the panel, under "Mistype an address", open half an address.',
    ...inPlace,
    go: (page) => page.goto('/playlists/half'),
    calls: ['GET /v1/playlists/half'],
    press: { label: 'Go to your playlists', href: '/playlists' },
  },
  signed_out: {
    when: 'A signed-out visitor opens a page that requires sign-in.',
    demo: 'Open the playlists before signing in.',
    isSignedInBefore: false,
    isSignedInAfter: false,
    go: openPlaylists,
    calls: [],
    press: { label: 'Sign in with Spotify', href: '/api/auth/login?returnTo=%2Fplaylists' },
  },
}

/** All that comes before; what Spotify is asked is listed from here on. */
export async function prepare(page: Page, spotify: Emulator, provocation: Provocation): Promise<void> {
  if (provocation.isSignedInBefore) {
    await page.goto('/api/auth/login?returnTo=/account')
    await agreeAs(page, 'mira')
    await page.waitForURL('/account')
  }
  provocation.breakSpotify?.(spotify)
  spotify.clearRequests()
}

export const callsOf = (spotify: Emulator): string[] =>
  spotify.requests().map(({ grantType, method, path }) => `${grantType ?? method} ${path}`)
