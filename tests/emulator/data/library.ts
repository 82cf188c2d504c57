import { createHash } from 'node:crypto'
import { hardPlaylists } from './hard-people.ts'
import { type PersonId, personIds } from './people.ts'
import { type Entry, entriesOf, everydayPlaylist, type Playlist, playlistFor, strangerFrom } from './playlists.ts'

/** An entry in a user's list of playlists. Spotify can send `null` instead of a playlist. */
export type Row = Playlist | null

/** Where the Web API finds a user's playlists. */
export type PlaylistStore = {
  /** Returns the user's playlists, newest first. */
  listOf(person: PersonId): readonly Row[]
  find(id: string): Playlist | null
  entriesOf(playlist: Playlist, offset: number, limit: number): Entry[]
  snapshotOf(id: string): string
  clear(): void
}

/** The IDs of playlists that tests refer to. */
export const playlistIds = {
  miraPrivate: '1MiraPrivateSongs00130',
  miraPublic: '2MiraPublicPlaylist001',
  miraCollaborative: '3MiraCollaborative0001',
  miraFollowed: '4MiraFollowsSomebody01',
  miraEmpty: '5MiraEmptyPlaylist0001',
  miraMixed: '6MiraMixedEpisodesEtc1',
  miraShared: '7MiraSharedBySomebody1',
  ottoPrivate: '8OttoPrivatePlaylist01',
  ottoFollowed: '9OttoFollowsSomebody01',
  veraEndless: 'AVeraEndlessPlaylist01',
} as const

const miraNamed: readonly Playlist[] = [
  playlistFor('mira', 'private', { id: playlistIds.miraPrivate, name: 'Night ferry, all of it', size: 130 }),
  playlistFor('mira', 'public', { id: playlistIds.miraPublic, name: 'Balcony season', public: true, size: 24 }),
  playlistFor('mira', 'collaborative', {
    id: playlistIds.miraCollaborative,
    name: 'Everybody adds two',
    collaborative: true,
    size: 31,
  }),
  playlistFor('mira', 'followed', {
    id: playlistIds.miraFollowed,
    name: 'Staircase sessions',
    owner: strangerFrom('mira'),
    public: true,
    size: 57,
  }),
  playlistFor('mira', 'empty', { id: playlistIds.miraEmpty, name: 'Not yet', note: '', size: 0, cover: 'empty' }),
  playlistFor('mira', 'mixed', { id: playlistIds.miraMixed, name: 'Songs, talk and old tapes', mixed: true, size: 15 }),
  playlistFor('mira', 'shared', {
    id: playlistIds.miraShared,
    name: 'Road trip, shared',
    owner: strangerFrom('mira shared'),
    collaborative: true,
    collaborators: ['mira'],
    size: 18,
  }),
]

const ottoNamed: readonly Playlist[] = [
  playlistFor('otto', 'private', { id: playlistIds.ottoPrivate, name: 'Workshop radio', size: 60 }),
  playlistFor('otto', 'followed', {
    id: playlistIds.ottoFollowed,
    name: 'Ferry weather',
    owner: strangerFrom('otto'),
    public: true,
    size: 40,
  }),
]

const veraNamed: readonly Playlist[] = [
  playlistFor('vera', 'endless', { id: playlistIds.veraEndless, name: 'Every evening since 2015', size: 3000 }),
]

const builders: Record<PersonId, () => Row[]> = {
  mira: () => fill('mira', miraNamed, 120),
  otto: () => fill('otto', ottoNamed, 12),
  vera: () => fill('vera', veraNamed, 3000),
  nils: () => [],
  ada: () => fill('ada', [], 3),
  ...hardPlaylists,
  guest: () => fill('guest', [], 2),
}

const built = new Map<PersonId, Row[]>()

/** Returns the user's playlists, which are generated on first use and are identical in every process. */
export function playlistsOf(person: PersonId): readonly Row[] {
  const rows = built.get(person) ?? builders[person]()
  built.set(person, rows)
  return rows
}

function findPlaylist(id: string): Playlist | null {
  for (const person of personIds) {
    const found = playlistsOf(person).find((row) => row?.id === id)
    if (found) return found
  }
  return null
}

export const toSnapshot = (text: string) => createHash('sha256').update(text).digest('base64')

/** The generated playlists, which never change. */
export const generatedPlaylists: PlaylistStore = {
  listOf: playlistsOf,
  find: findPlaylist,
  entriesOf,
  snapshotOf: toSnapshot,
  clear: () => undefined,
}

function fill(person: PersonId, named: readonly Playlist[], count: number): Row[] {
  const rest = Array.from({ length: count - named.length }, (_, index) => everydayPlaylist(person, index))
  return [...named, ...rest]
}
