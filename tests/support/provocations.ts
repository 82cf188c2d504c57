import type { Page } from '@playwright/test'
import type { ReasonCode } from '../../lib/error-messages.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { agreeAs } from './fixtures.ts'

/** How to trigger one error code in a browser, and what the page then shows. */
export type Provocation = {
  /** The error gallery's explanation of when the error happens. */
  when: string
  /** The error gallery's instructions for reproducing the error with `npm run demo`. */
  demo: string
  isSignedInBefore: boolean
  isSignedInAfter: boolean
  /** Switches on a fault in the emulator after the sign-in. */
  breakSpotify?: (spotify: Emulator) => void
  go: (page: Page) => Promise<unknown>
  /** All calls to Spotify that are expected after the fault is switched on. */
  calls: string[]
  /** The label and URL of the first button on the error page. */
  press: { label: string; href: string }
  /** Whether the failure affects all sessions until Spotify's `Retry-After` time has passed. */
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
    when: 'The visitor presses Cancel on Spotify’s consent page.',
    demo: 'Start a sign-in and press Cancel.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    go: async (page) => {
      await page.goto(startLogin)
      await page.getByRole('button', { name: 'Cancel' }).click()
    },
    calls: consent,
    press: { label: 'Continue', href: '/account' },
  },
  state_mismatch: {
    when: 'The callback doesn’t match any sign-in that this browser started within the last ten minutes.',
    demo: 'On the panel, under "Forge a callback", press "Open a forged callback".',
    isSignedInBefore: true,
    isSignedInAfter: true,
    go: (page) => page.goto('/api/auth/callback?code=invented&state=invented'),
    calls: [],
    press: { label: 'Start again', href: '/api/auth/login?returnTo=%2F&switch=1' },
  },
  code_rejected: {
    when: 'Spotify rejects the authorization code, because it has already been used, has expired or belongs to another sign-in.',
    demo: 'Switch on "Code rejected" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'code_refused' }),
    go: signInAsAda,
    calls: [...consent, exchange],
    press: { label: 'Start again', href: startLogin },
  },
  client_rejected: {
    when: 'Spotify rejects this site’s credentials, because the Client ID or the secret is wrong.',
    demo: 'Switch on "Wrong client secret" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'client_refused' }),
    go: signInAsAda,
    calls: [...consent, exchange],
    press: { label: 'Try again', href: '/account' },
  },
  consent_expired: {
    when: 'Spotify rejects the refresh token twice in a row, because access has expired after six months or the visitor has removed the app.',
    demo: 'Sign in, press "Revoke consent" and reload the playlists.',
    isSignedInBefore: true,
    isSignedInAfter: false,
    breakSpotify: (spotify) => spotify.revokeConsent('mira'),
    go: (page) => page.goto('/playlists?page=2'),
    calls: [readPlaylists, 'refresh_token /api/token', 'refresh_token /api/token'],
    press: { label: 'Sign in again', href: '/api/auth/login?returnTo=%2Fplaylists%3Fpage%3D2&renew=1' },
  },
  not_registered: {
    when: 'The app is in development mode, and the visitor who signs in isn’t one of its five listed users.',
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
    when: 'The app is in development mode, and its owner doesn’t have a Premium subscription. The error appears during a sign-in, or later when a page loads.',
    demo: 'Sign in, switch on "No Premium" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'owner_premium' }),
    press: { label: 'Try again', href: '/playlists' },
  },
  missing_scope: {
    when: 'The visitor hasn’t granted a permission that this page needs. The app usually detects the missing permission without calling Spotify.',
    demo: 'On the panel, choose "See your private playlists" under "Permission to withhold", press "Save settings" and sign in.',
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
    press: { label: 'Grant permission', href: '/api/auth/login?returnTo=%2Fplaylists&scope=playlist-read-private' },
  },
  forbidden: {
    when: 'Spotify responds with 403 for a reason that none of the other codes covers.',
    demo: 'Sign in, switch on "Forbidden" and open a playlist.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'forbidden' }),
    go: (page) => page.goto(`/playlists/${lostPlaylist}`),
    calls: [`GET /v1/playlists/${lostPlaylist}`],
    press: { label: 'Open Spotify', href: `https://open.spotify.com/playlist/${lostPlaylist}` },
  },
  not_found: {
    when: 'Spotify responds with 404.',
    demo: 'Sign in and press "Open a missing playlist" on the panel.',
    ...inPlace,
    go: (page) => page.goto(`/playlists/${lostPlaylist}`),
    calls: [`GET /v1/playlists/${lostPlaylist}`],
    press: { label: 'Go to your playlists', href: '/playlists' },
  },
  rate_limited: {
    when: 'Spotify responds with 429. Until the limit expires, the app makes no further calls to the same group of endpoints.',
    demo: 'Sign in, switch on "Too many requests" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'rate_limited', retryAfter: 120 }),
    press: { label: 'Try again', href: '/playlists' },
    isRemembered: true,
  },
  quota_exceeded: {
    when: 'Spotify responds with 429 and the reason QUOTA_EXCEEDED. Until the limit expires, the app makes no further calls to the same group of endpoints.',
    demo: 'Sign in, switch on "Quota used up" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'quota' }),
    press: { label: 'Open Spotify', href: 'https://open.spotify.com/' },
    isRemembered: true,
  },
  spotify_unavailable: {
    when: 'Spotify doesn’t respond in time, responds with a 5xx status, or returns data that the app can’t parse.',
    demo: 'Sign in, switch on "Server error" and reload the playlists.',
    ...inPlace,
    breakSpotify: ({ faults }) => faults.set({ name: 'server_error' }),
    press: { label: 'Try again', href: '/playlists' },
  },
  login_failed: {
    when: 'Spotify redirects back with an error that none of the other codes covers, or the callback is invalid.',
    demo: 'Switch on "Sign-in error" and sign in.',
    isSignedInBefore: true,
    isSignedInAfter: true,
    breakSpotify: ({ faults }) => faults.set({ name: 'callback_error' }),
    go: (page) => page.goto(startLogin),
    calls: ['GET /authorize'],
    press: { label: 'Start again', href: startLogin },
  },
  invalid_request: {
    when: 'A URL on this site, or a request that the app sends to Spotify, contains an invalid value.',
    demo: 'Sign in and press "Open an invalid link" on the panel.',
    ...inPlace,
    go: (page) => page.goto('/playlists/half'),
    calls: ['GET /v1/playlists/half'],
    press: { label: 'Go to your playlists', href: '/playlists' },
  },
  signed_out: {
    when: 'A visitor who isn’t signed in opens a page that requires a session.',
    demo: 'Open the playlists while you are signed out.',
    isSignedInBefore: false,
    isSignedInAfter: false,
    go: openPlaylists,
    calls: [],
    press: { label: 'Sign in with Spotify', href: '/api/auth/login?returnTo=%2Fplaylists' },
  },
}

/** Signs in if needed, switches on the fault and clears the request log. */
export async function prepare(page: Page, spotify: Emulator, provocation: Provocation): Promise<void> {
  if (provocation.isSignedInBefore) {
    await page.goto('/api/auth/login?returnTo=/account')
    await agreeAs(page, 'mira')
    await page.waitForURL('/account')
  }
  provocation.breakSpotify?.(spotify)
  spotify.clearRequests()
}
