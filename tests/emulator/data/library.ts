import { createHash } from 'node:crypto'
import type { Picture } from '../state.ts'
import {
  between,
  dayFrom,
  type Episode,
  episodeFrom,
  idFrom,
  type LocalFile,
  localFileFrom,
  type Owner,
  playlistName,
  playlistNote,
  type Random,
  type Song,
  seeded,
  songFrom,
  strangerFrom,
  withdrawnFrom,
} from './generate.ts'
import { hardPlaylists } from './hard-people.ts'
import { type PersonId, personIds } from './people.ts'

export type Playlist = {
  id: string
  name: string | null
  note: string | null
  owner: Owner
  /** The IDs of other users who can add items. */
  collaborators: readonly string[]
  collaborative: boolean
  public: boolean | null
  cover: 'drawn' | 'uploaded' | Picture[] | null
  size: number
  /** Replaces the item count in a list of playlists. The playlist itself always reports the correct size. */
  count?: { total?: null } | null
  /** Whether the playlist also contains episodes, local files and items that are no longer available. */
  mixed: boolean
  openUrl?: string
}

/** The seed and properties of a playlist. Properties that a sketch omits are generated from the seed. */
export type PlaylistSketch = Partial<Playlist> & { seed: string }

/** An entry in a user's list of playlists. Spotify can send `null` instead of a playlist. */
export type Row = Playlist | null

/** The IDs of playlists that tests refer to. Each key consists of the user and the playlist's seed. */
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

/** The playlists at the top of each user's list. */
const sketches: Partial<Record<PersonId, readonly (PlaylistSketch | null)[]>> = {
  mira: [
    { seed: 'private', name: 'Night ferry, all of it', size: 130 },
    { seed: 'public', name: 'Balcony season', public: true, size: 24 },
    { seed: 'collaborative', name: 'Everybody adds two', collaborative: true, size: 31 },
    { seed: 'followed', name: 'Staircase sessions', owner: strangerFrom('mira'), public: true, size: 57 },
    { seed: 'empty', name: 'Not yet', note: '', size: 0, cover: [] },
    { seed: 'mixed', name: 'Songs, talk and old tapes', mixed: true, size: 15 },
    {
      seed: 'shared',
      name: 'Road trip, shared',
      owner: strangerFrom('mira shared'),
      collaborative: true,
      collaborators: ['mira'],
      size: 18,
    },
  ],
  otto: [
    { seed: 'private', name: 'Workshop radio', size: 60 },
    { seed: 'followed', name: 'Ferry weather', owner: strangerFrom('otto'), public: true, size: 40 },
  ],
  vera: [{ seed: 'endless', name: 'Every evening since 2015', size: 3000 }],
  ...hardPlaylists,
}

/** The length of each user's list. Typical playlists make up the rest of the list. */
const lengths: Partial<Record<PersonId, number>> = { mira: 120, otto: 12, vera: 3000, ada: 3, guest: 2 }

const built = new Map<PersonId, Row[]>()

/** Returns the user's playlists, newest first. They are generated on first use and are identical in every process. */
export function playlistsOf(person: PersonId): readonly Row[] {
  const named = sketches[person] ?? []
  const rest = Math.max(0, (lengths[person] ?? 0) - named.length)
  const rows = built.get(person) ?? [
    ...named.map((sketch) => sketch && playlistFor(person, sketch)),
    ...Array.from({ length: rest }, (_, index) => playlistFor(person, typicalSketch(person, String(index)))),
  ]
  built.set(person, rows)
  return rows
}

export const toSnapshot = (text: string) => createHash('sha256').update(text).digest('base64')

/** The Web API's playlist store. This one contains only the generated playlists, which never change. */
export const generatedPlaylists = {
  listOf: playlistsOf,
  find: (id: string): Row => personIds.flatMap((person) => playlistsOf(person)).find((row) => row?.id === id) ?? null,
  entriesOf,
  snapshotOf: toSnapshot,
  clear: () => {},
}

export type PlaylistStore = typeof generatedPlaylists

export function playlistFor(person: PersonId, { seed, ...sketch }: PlaylistSketch): Playlist {
  const random = seeded(`playlist:${person}:${seed}`)
  const size = sketch.size ?? between(random, 1, 90)
  const known = Object.entries(playlistIds).find(([name]) => name.toLowerCase() === person + seed)
  return {
    id: known?.[1] ?? idFrom(`playlist:${person}:${seed}`),
    name: playlistName(random),
    note: playlistNote(random),
    // The Web API returns the user's current display name instead.
    owner: { id: person, displayName: null },
    collaborators: [],
    collaborative: false,
    public: false,
    cover: random() < 0.3 ? 'uploaded' : 'drawn',
    mixed: false,
    ...sketch,
    size,
  }
}

/** Returns the sketch of a playlist that is usually private, but sometimes public, shared or owned by another user. */
function typicalSketch(person: PersonId, seed: string): PlaylistSketch {
  const lot = seeded(`kind:${person}:${seed}`)()
  if (lot < 0.5) return { seed }
  if (lot < 0.7) return { seed, public: true }
  if (lot < 0.8) return { seed, collaborative: true }
  const owner = strangerFrom(`${person}:${seed}`)
  if (lot < 0.88) return { seed, owner, collaborative: true, collaborators: [person] }
  return { seed, owner, public: true }
}
export type Entry = {
  addedAt: string | null
  addedBy: string | null
  /** The song, episode or local file, or `null` if it is no longer available. */
  content: Song | Episode | LocalFile | null
}

/** Generates one page of a playlist's entries. */
export function entriesOf(playlist: Playlist, offset: number, limit: number): Entry[] {
  const length = Math.max(0, Math.min(limit, playlist.size - offset))
  return Array.from({ length }, (_, index) => entryAt(playlist, offset + index))
}

function entryAt(playlist: Playlist, index: number): Entry {
  const random = seeded(`entry:${playlist.id}:${index}`)
  const content = playlist.mixed ? mixedContent(index, random) : songFrom(random)
  // On Spotify, very old entries have no date, and entries in Spotify's own playlists may be dated 1 January 1970.
  const unknownDay = index % 2 === 0 ? null : '1970-01-01T00:00:00Z'
  const isOld = playlist.mixed && index % 5 === 4
  return { addedAt: isOld ? unknownDay : dayFrom(random), addedBy: isOld ? null : playlist.owner.id, content }
}

/** Generates songs, episodes, local files and gaps in turn. */
function mixedContent(index: number, random: Random): Entry['content'] {
  const gone = index % 2 === 0 ? withdrawnFrom : () => null
  const make = [songFrom, episodeFrom, localFileFrom, gone][index % 5] ?? songFrom
  return make(random)
}
