import { expect, type Page } from '@playwright/test'
import { type ReasonCode, reasonCodes } from '../../lib/reasons.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { playlistIds, playlistsOf } from '../emulator/library.ts'
import type { PersonId } from '../emulator/people.ts'
import { provocations } from './provocations.ts'

/** A page in one of its states. */
export type Scene = {
  name: string
  /** Who is signed in. */
  as?: PersonId
  /** How long ago the consent was. */
  days?: number
  /** What is wrong with Spotify; done after the sign-in. */
  breakSpotify?: (spotify: Emulator) => void
  path: string
  /** What is done there. */
  act?: (page: Page) => Promise<unknown>
  /** Words that are there once the page is. */
  shows: string | RegExp
  /** The page never comes to its end. */
  isUnderWay?: true
  /** The app would remember it in the scenes that follow: it needs servers of its own. */
  isRemembered?: true
}

const inAMinute = () => Math.floor(Date.now() / 1_000) + 60
const nameOf = (person: PersonId, index: number) => playlistsOf(person)[index]?.name?.trim() ?? ''
const playlist = (id: string) => `/playlists/${id}`
const stopAnswering = ({ faults }: Emulator) => faults.set({ name: 'slow', where: 'api', delayMs: 3_600_000 })

const publicPages: Scene[] = [
  { name: 'the front page', path: '/', shows: 'All your playlists, by the stage door' },
  { name: 'the front page, signed in', as: 'mira', path: '/', shows: 'You are signed in as' },
  { name: 'the sign-in page', path: '/login', shows: 'Spotify asks you on its own page' },
  { name: 'the sign-in page, signed in', as: 'mira', path: '/login', shows: 'You are signed in' },
  { name: 'set up', path: '/setup', shows: '/api/auth/callback' },
  { name: 'privacy', path: '/privacy', shows: 'Privacy' },
  { name: 'terms', path: '/terms', shows: 'Terms' },
  { name: 'an address that leads nowhere', path: '/nowhere', shows: 'No door here' },
  { name: 'the way to disconnect', path: '/disconnected', shows: 'One step is left' },
]

const failedSignIns = reasonCodes.map(
  (code): Scene => ({
    name: `the sign-in page that says ${code}`,
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
  { name: 'a search that finds nothing', as: 'mira', path: '/playlists?q=nowhere', shows: 'Nothing matches' },
  { name: 'no playlists', as: 'nils', path: '/playlists', shows: 'No playlists yet' },
  { name: 'three playlists', as: 'ada', path: '/playlists', shows: nameOf('ada', 0) },
  { name: '3,000 playlists', as: 'vera', path: '/playlists', shows: nameOf('vera', 0) },
  { name: 'playlists with names long and right-to-left', as: 'long', path: '/playlists', shows: nameOf('long', 0) },
  { name: 'playlists without pictures', as: 'bare', path: '/playlists', shows: nameOf('bare', 0) },
  { name: 'playlists of which nothing is known', as: 'nulls', path: '/playlists', shows: 'Playlist without a name' },
  { name: 'playlists in a narrower list', as: 'mira', path: '/playlists?view=list', shows: nameOf('mira', 0) },
  { name: 'long names in a narrower list', as: 'long', path: '/playlists?view=list', shows: nameOf('long', 0) },
  { name: 'a search that finds nothing', as: 'ada', path: '/playlists?q=zzzz', shows: 'Nothing matches' },
  { name: 'a page beyond the last playlist', as: 'mira', path: '/playlists?page=99', shows: 'Go to the last page' },
  {
    name: 'playlists under way',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: '/playlists',
    shows: 'Loading your playlists',
    isUnderWay: true,
  },
  {
    name: 'playlists after a sign-out in another tab',
    as: 'mira',
    path: '/playlists',
    act: signOutElsewhere,
    shows: 'You are signed out.',
  },
]

const playlists: Scene[] = [
  { name: 'a playlist of 130', as: 'mira', path: playlist(playlistIds.miraPrivate), shows: '130 tracks' },
  {
    name: 'the last of 130 tracks',
    as: 'mira',
    path: `${playlist(playlistIds.miraPrivate)}?page=3`,
    shows: '130 tracks',
  },
  { name: 'a playlist of many kinds', as: 'mira', path: playlist(playlistIds.miraMixed), shows: /\d tracks/ },
  { name: 'an empty playlist', as: 'mira', path: playlist(playlistIds.miraEmpty), shows: 'Nothing in it yet' },
  {
    name: 'a playlist that Spotify keeps to itself',
    as: 'mira',
    path: playlist(playlistIds.miraFollowed),
    shows: 'What is in it stays on Spotify',
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
  { name: 'a playlist with holes', as: 'nulls', path: playlistWithName('nulls', 9), shows: 'Holes' },
  {
    name: 'a playlist under way',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: playlist(playlistIds.miraPrivate),
    shows: 'Loading the playlist',
    isUnderWay: true,
  },
]

const accounts: Scene[] = [
  { name: 'a profile', as: 'mira', path: '/profile', shows: 'User ID' },
  { name: 'a profile of an older app', as: 'otto', path: '/profile', shows: 'Followers' },
  { name: 'a profile with a right-to-left name', as: 'long', path: '/profile', shows: 'User ID' },
  { name: 'a profile without a picture', as: 'bare', path: '/profile', shows: 'User ID' },
  { name: 'a profile without a name', as: 'nulls', path: '/profile', shows: 'No name given' },
  {
    name: 'a profile under way',
    as: 'mira',
    breakSpotify: stopAnswering,
    path: '/profile',
    shows: 'Loading your profile',
    isUnderWay: true,
  },
  { name: 'the account', as: 'mira', path: '/account', shows: 'Renew the pass' },
  { name: 'the account of somebody without a name', as: 'nulls', path: '/account', shows: 'Renew the pass' },
  {
    name: 'a consent that ends soon',
    as: 'mira',
    days: 160,
    path: '/account',
    shows: 'Your permission at Spotify ends',
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
  'sign-ins that failed': failedSignIns,
  'the playlists': lists,
  'a playlist': playlists,
  'profile and account': accounts,
  'pages in whose place a failure stands': failures,
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
  await other.getByRole('button', { name: 'Sign out' }).click()
  await expect(page.getByText('You are signed out.')).toBeVisible()
  await other.close()
}
