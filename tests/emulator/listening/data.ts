import { allArtists, allEpisodes, allSongs } from '../catalogue.ts'
import { type Artist, type Episode, type LocalFile, type Song, seeded } from '../data/generate.ts'
import { type PersonId, personOf } from '../data/people.ts'

export const playings = ['nothing', 'song', 'episode', 'local file', 'ad', 'unknown'] as const
type Playing = (typeof playings)[number]

/** The maximum number of favourites and of plays. As of 2026, Spotify returns no more than 50 of each. */
const most = 50

/** How many favourites and how many plays these users have. All other users have 50 of each, or as many as exist. */
const counts: Record<string, number> = { nils: 0, ada: 3, long: 12, bare: 6, nulls: 6, odd: 4, guest: 0 }

const usual: Record<string, Playing> = {
  otto: 'episode',
  nils: 'nothing',
  ada: 'local file',
  nulls: 'unknown',
}

export type TimeRange = 'short_term' | 'medium_term' | 'long_term'

export function topSongsOf(person: PersonId, range: TimeRange): Song[] {
  return chosen(allSongs(), person, `songs ${range}`).map((song, index) => named(song, person, index))
}

export function topArtistsOf(person: PersonId, range: TimeRange): Artist[] {
  return chosen(allArtists(), person, `artists ${range}`).map((artist, index) => named(artist, person, index))
}

export type Play = { song: Song; playedAtMs: number }

/** Returns the user's plays, newest first. No two plays overlap. */
export function playsOf(person: PersonId, nowMs: number): Play[] {
  let playedAtMs = nowMs - (nowMs % 60_000) - 120_000
  return chosen(allSongs(), person, 'plays').map((song, index) => {
    playedAtMs -= song.durationMs
    return { song: named(song, person, index), playedAtMs }
  })
}

const turnMs = 240_000

type Player = { content: Song | Episode | LocalFile | null; isPlaying: boolean; progressMs: number }

/** Returns what the user is playing now, which changes every four minutes. */
export function playerOf(person: PersonId, playing: Playing | 'usual', nowMs: number): Player | null {
  const kind = playing === 'usual' ? (usual[person] ?? 'song') : playing
  if (kind === 'nothing') return null
  const turn = Math.floor(nowMs / turnMs)
  const content = contentOf(kind, person, turn)
  const progressMs = Math.min(nowMs % turnMs, content?.durationMs ?? turnMs)
  return { content, isPlaying: kind !== 'local file', progressMs }
}

function contentOf(kind: Playing, person: PersonId, turn: number): Player['content'] {
  if (kind === 'song') return named(at(allSongs(), turn), person, turn)
  if (kind === 'episode') return at(allEpisodes(), turn)
  if (kind === 'local file')
    return { kind: 'local', name: 'Kitchen tape, side two', artist: 'Aunt Runa', album: '', durationMs: 201_000 }
  return null
}

function at<T>(list: readonly T[], turn: number): T {
  return list[turn % list.length] as T
}

function named<T extends { name: string }>(one: T, person: PersonId, index: number): T {
  const { names } = personOf(person)
  return names ? { ...one, name: names[index % names.length] ?? one.name } : one
}

/** Picks items from the catalogue for this user. Each user gets a different selection. */
function chosen<T>(list: readonly T[], person: PersonId, what: string): T[] {
  const random = seeded(`${what} of ${person}`)
  const order = list.map((one) => ({ one, place: random() })).sort((a, b) => a.place - b.place)
  return order.slice(0, counts[person] ?? most).map(({ one }) => one)
}
