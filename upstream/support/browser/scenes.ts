import { expect, type Page } from '@playwright/test'
import { type ReasonCode, reasonCodes } from '../../../lib/error-messages.ts'
import type { Scope } from '../../../lib/spotify/scopes.ts'
import { playlistIds, playlistsOf } from '../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../tests/emulator/data/people.ts'
import type { Emulator } from '../../../tests/emulator/emulator.ts'
import { listeningScopes } from '../../../tests/support/listening.ts'
import { provocations } from '../../../tests/support/provocations.ts'

/** A page in one of its states. */
export type Scene = {
  name: string
  /** The user to sign in as. By default, the visitor is signed out. */
  as?: PersonId
  /** How many days ago the user gave consent. */
  days?: number
  /** The granted scopes (default: the scopes that a sign-in requests). */
  scopes?: readonly Scope[]
  /** Turns on a fault in the emulator after the sign-in. */
  breakSpotify?: (spotify: Emulator) => void
  path: string
  /** Interacts with the page before the checks start. */
  act?: (page: Page, spotify: Emulator) => Promise<unknown>
  /** Text that is visible once the page has reached this state. */
  shows: string | RegExp
  /** Set if the page shows its loading state. The app is then frozen so that its request to Spotify doesn't time out. */
  isInProgress?: true
  /** Set if the scene needs its own servers, because a shared app would remember the failure in later scenes. */
  isRemembered?: true
}

const inAMinute = () => Math.floor(Date.now() / 1_000) + 60
const nameOf = (person: PersonId, index: number) => playlistsOf(person)[index]?.name?.trim() ?? ''
const playlist = (id: string) => `/playlists/${id}`
const stopAnswering = ({ faults }: Emulator) => faults.set({ name: 'slow', where: 'api', delayMs: 3_600_000 })
const limit = ({ faults }: Emulator) => faults.set({ name: 'rate_limited', retryAfter: 200 })
const endQuota = ({ faults }: Emulator) => faults.set({ name: 'quota' })
const withholdScope = ({ faults }: Emulator) => faults.set({ name: 'missing_scope' })

const publicPages: Scene[] = [
  { name: 'the home page', path: '/', shows: 'All your playlists, by the stage door' },
  { name: 'the home page while signed in', as: 'mira', path: '/', shows: 'You are signed in as' },
  { name: 'the sign-in page', path: '/login', shows: 'Spotify asks for your permission' },
  { name: 'the sign-in page while signed in', as: 'mira', path: '/login', shows: 'You are signed in' },
  { name: 'setup', path: '/setup', shows: '/api/auth/callback' },
  { name: 'privacy', path: '/privacy', shows: 'Privacy' },
  { name: 'terms', path: '/terms', shows: 'Terms' },
  { name: 'a page that does not exist', path: '/nowhere', shows: 'Page not found' },
  { name: 'the page after disconnecting', path: '/disconnected', shows: 'One step left' },
]

const failedSignIns = reasonCodes.map(
  (code): Scene => ({
    name: `the sign-in page with ${code}`,
    path: `/login?reason=${code}&returnTo=/playlists&until=${inAMinute()}`,
    shows: `Code: ${code}`,
  }),
)

const lists: Scene[] = [
  { name: '120 playlists', as: 'mira', path: '/playlists', shows: nameOf('mira', 0) },
  { name: 'the last of 120 playlists', as: 'mira', path: '/playlists?page=3', shows: nameOf('mira', 100) },
  { name: 'playlists in rows', as: 'mira', path: '/playlists?view=list', shows: nameOf('mira', 0) },
  { name: 'long names in rows', as: 'long', path: '/playlists?view=list', shows: nameOf('long', 0) },
  { name: 'playlists in another order', as: 'mira', path: '/playlists?sort=name', shows: 'All 120 playlists' },
  { name: 'a search that finds nothing', as: 'mira', path: '/playlists?q=nowhere', shows: 'No matches' },
  {
    name: 'playlists with the filters open',
    as: 'mira',
    path: '/playlists',
    act: (page) => page.getByRole('button', { name: 'Filters' }).click(),
    shows: 'Followed',
  },
  { name: 'no playlists', as: 'nils', path: '/playlists', shows: 'No playlists yet' },
  { name: 'three playlists', as: 'ada', path: '/playlists', shows: nameOf('ada', 0) },
  { name: '3,000 playlists', as: 'vera', path: '/playlists', shows: nameOf('vera', 0) },
  { name: 'playlists with long and right-to-left names', as: 'long', path: '/playlists', shows: nameOf('long', 0) },
  { name: 'playlists without pictures', as: 'bare', path: '/playlists', shows: nameOf('bare', 0) },
  { name: 'playlists with null everywhere', as: 'nulls', path: '/playlists', shows: 'Playlist without a name' },
  { name: 'a page beyond the last playlist', as: 'mira', path: '/playlists?page=99', shows: 'Go to the last page' },
  {
    name: 'playlists, loading',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: '/playlists',
    shows: 'Loading your playlists',
    isInProgress: true,
  },
  {
    name: 'playlists after a sign-out in another tab',
    as: 'mira',
    path: '/playlists',
    act: signOutElsewhere,
    shows: 'You are signed out.',
  },
]

const searches: Scene[] = [
  toSearch('a search in progress', stopAnswering, { shows: 'Loading all of your playlists', isInProgress: true }),
  toSearch('a search delayed by a rate limit', limit, { shows: 'Retrying', isRemembered: true }),
  toSearch('a search stopped by the quota', endQuota, { shows: 'Daily request limit reached', isRemembered: true }),
  toSearch('a search without a permission', withholdScope, { shows: 'Grant permission' }),
]

const playlists: Scene[] = [
  { name: 'a playlist of 130 tracks', as: 'mira', path: playlist(playlistIds.miraPrivate), shows: '130 tracks' },
  {
    name: 'the last of 130 tracks',
    as: 'mira',
    path: `${playlist(playlistIds.miraPrivate)}?page=3`,
    shows: '130 tracks',
  },
  {
    name: 'a playlist with many kinds of items',
    as: 'mira',
    path: playlist(playlistIds.miraMixed),
    shows: /\d tracks/,
  },
  { name: 'an empty playlist', as: 'mira', path: playlist(playlistIds.miraEmpty), shows: 'No tracks yet' },
  {
    name: 'a playlist without readable contents',
    as: 'mira',
    path: playlist(playlistIds.miraFollowed),
    shows: 'The tracks are only visible on Spotify',
  },
  {
    name: 'a page beyond the last track',
    as: 'mira',
    path: `${playlist(playlistIds.miraPrivate)}?page=99`,
    shows: 'Go to the last page',
  },
  { name: 'a playlist with a long name', as: 'long', path: playlistWithName('long', 0), shows: /\d tracks/ },
  { name: 'a right-to-left playlist', as: 'long', path: playlistWithName('long', 2), shows: /\d tracks/ },
  { name: 'a playlist without a picture', as: 'bare', path: playlistWithName('bare', 0), shows: /\d tracks/ },
  { name: 'a playlist with missing items', as: 'nulls', path: playlistWithName('nulls', 9), shows: 'Holes' },
  {
    name: 'a playlist, loading',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: playlist(playlistIds.miraPrivate),
    shows: 'Loading the playlist',
    isInProgress: true,
  },
  {
    name: 'a playlist whose next page fails to load',
    as: 'mira',
    path: playlist(playlistIds.miraPrivate),
    act: failToLoadMore,
    shows: 'Spotify is not responding. Try again.',
  },
]

const accounts: Scene[] = [
  { name: 'a profile', as: 'mira', path: '/profile', shows: 'User ID' },
  { name: 'a profile of an older app', as: 'otto', path: '/profile', shows: 'Followers' },
  { name: 'a profile with a right-to-left name', as: 'long', path: '/profile', shows: 'User ID' },
  { name: 'a profile without a picture', as: 'bare', path: '/profile', shows: 'User ID' },
  { name: 'a profile without a name', as: 'nulls', path: '/profile', shows: 'No name' },
  {
    name: 'a profile, loading',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: '/profile',
    shows: 'Loading your profile',
    isInProgress: true,
  },
  { name: 'the account', as: 'mira', path: '/account', shows: 'Renew your pass' },
  { name: 'the account of a person without a name', as: 'nulls', path: '/account', shows: 'Renew your pass' },
  {
    name: 'an account whose consent expires soon',
    as: 'mira',
    days: 160,
    path: '/account',
    shows: 'Your Spotify access expires',
  },
]

const listening: Scene[] = [
  {
    name: 'listening, with long names',
    as: 'long',
    scopes: listeningScopes,
    path: '/listening',
    shows: 'minutes ago',
  },
  {
    name: 'listening, without data',
    as: 'nils',
    scopes: listeningScopes,
    path: '/listening',
    shows: 'Nothing played recently',
  },
  {
    name: 'listening, with a missing permission and a failed section',
    as: 'mira',
    scopes: ['user-top-read', 'user-read-currently-playing'],
    breakSpotify: ({ faults }) => faults.set({ name: 'server_error', where: '/v1/me/top/artists' }),
    path: '/listening',
    shows: 'Code: spotify_unavailable',
  },
]

const failures: Scene[] = [
  toFailure('owner_premium', '/playlists'),
  toFailure('forbidden', playlist('0'.repeat(22))),
  toFailure('not_found', playlist('0'.repeat(22))),
  toFailure('invalid_request', playlist('half')),
  toFailure('spotify_unavailable', '/profile'),
  { ...toFailure('missing_scope', '/playlists'), breakSpotify: ({ faults }) => faults.set({ name: 'missing_scope' }) },
  { ...toFailure('rate_limited', '/playlists'), isRemembered: true },
  { ...toFailure('quota_exceeded', '/playlists'), isRemembered: true },
]

export const sceneGroups: Record<string, Scene[]> = {
  'public pages': publicPages,
  'failed sign-ins': failedSignIns,
  'the playlists': lists,
  'searches in the playlists': searches,
  'a playlist': playlists,
  'profile and account': accounts,
  listening,
  'failures on a page': failures,
}

/**
 * Returns a scene that searches the playlists. The fault is turned on after the first page of the list has loaded and before
 * the search loads the rest.
 */
function toSearch(name: string, breakSpotify: (spotify: Emulator) => void, rest: Omit<Scene, 'name' | 'path'>): Scene {
  const act = async (page: Page, spotify: Emulator) => {
    await expect(page.getByRole('searchbox')).toBeEnabled()
    breakSpotify(spotify)
    await page.getByRole('searchbox').fill('ferry')
  }
  return { name, as: 'mira', path: '/playlists', act, ...rest }
}

async function failToLoadMore(page: Page, spotify: Emulator): Promise<void> {
  const button = page.getByRole('button', { name: 'Load 50 more' })
  await expect(button).toBeEnabled()
  spotify.faults.set({ name: 'server_error', where: 'api' })
  await button.click()
}

function toFailure(code: ReasonCode, path: string): Scene {
  const { breakSpotify } = provocations[code]
  return { name: `${code} in place`, as: 'mira', path, shows: `Code: ${code}`, ...(breakSpotify && { breakSpotify }) }
}

function playlistWithName(person: PersonId, index: number): string {
  return playlist(playlistsOf(person)[index]?.id ?? '')
}

async function signOutElsewhere(page: Page): Promise<void> {
  await expect(page.getByRole('button', { name: 'Refresh' })).toBeEnabled()
  const other = await page.context().newPage()
  await other.goto(new URL('/account', page.url()).href)
  await other.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await other.close()
}
