import {
  albumName,
  artistName,
  between,
  idFrom,
  ownerName,
  pick,
  playlistName,
  playlistNote,
  type Random,
  seeded,
  showName,
  songName,
} from './names.ts'
import type { PersonId } from './people.ts'

type Owner = { id: string; displayName: string | null }

export type Playlist = {
  id: string
  name: string | null
  note: string | null
  owner: Owner
  /** The IDs of other users who can add items. */
  collaborators: readonly string[]
  collaborative: boolean
  public: boolean | null
  cover: 'drawn' | 'uploaded' | 'empty' | 'null' | 'foreign'
  size: number
  /** The size shown in a list of playlists. The playlist itself always reports the correct size. */
  announced: number | null | 'no total' | 'no field'
  mixed: boolean
  openUrl: string | null
}

export type PlaylistSketch = Partial<Playlist>

/** Returns a playlist for this user's list. Properties that the sketch omits are generated from the seed. */
export function playlistFor(person: PersonId, seed: string, sketch: PlaylistSketch = {}): Playlist {
  const random = seeded(`playlist:${person}:${seed}`)
  const size = sketch.size ?? between(random, 1, 90)
  return {
    id: idFrom(`playlist:${person}:${seed}`),
    name: playlistName(random),
    note: playlistNote(random),
    // The Web API returns the user's current display name instead.
    owner: { id: person, displayName: null },
    collaborators: [],
    collaborative: false,
    public: false,
    cover: random() < 0.3 ? 'uploaded' : 'drawn',
    announced: size,
    mixed: false,
    openUrl: null,
    ...sketch,
    size,
  }
}

/** Returns an owner who is not one of the emulator's users. */
export function strangerFrom(seed: string): Owner {
  const displayName = ownerName(seeded(`owner:${seed}`))
  return { id: displayName.toLowerCase().replace(/[^a-z]+/g, '-'), displayName }
}

/** Returns a typical playlist: usually private, sometimes public, shared or owned by another user. */
export function everydayPlaylist(person: PersonId, index: number): Playlist {
  const seed = String(index)
  return playlistFor(person, seed, everydayKind(person, seed, seeded(`kind:${person}:${seed}`)))
}

function everydayKind(person: PersonId, seed: string, random: Random): PlaylistSketch {
  const lot = random()
  if (lot < 0.5) return {}
  if (lot < 0.7) return { public: true }
  if (lot < 0.8) return { collaborative: true }
  const owner = strangerFrom(`${person}:${seed}`)
  if (lot < 0.88) return { owner, collaborative: true, collaborators: [person] }
  return { owner, public: true }
}

export type Artist = { id: string; name: string }

export type Song = {
  kind: 'song'
  id: string
  name: string
  artists: Artist[]
  album: { id: string; name: string; released: string; songs: number }
  durationMs: number
  explicit: boolean
  number: number
}

export type Episode = {
  kind: 'episode'
  id: string
  name: string
  show: { id: string; name: string }
  durationMs: number
}

export type LocalFile = { kind: 'local'; name: string; artist: string; album: string; durationMs: number }

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

function mixedContent(index: number, random: Random): Entry['content'] {
  const goneFrom = index % 2 === 0 ? withdrawnFrom : () => null
  const makers = [songFrom, episodeFrom, localFileFrom, goneFrom, songFrom] as const
  const make = makers[index % makers.length] ?? songFrom
  return make(random)
}

export function songFrom(random: Random): Song {
  const artists = Array.from({ length: random() < 0.25 ? 2 : 1 }, () => artistFrom(random))
  const album = albumName(random)
  return {
    kind: 'song',
    id: idFrom(`song:${random()}`),
    name: songName(random),
    artists,
    album: { id: idFrom(`album:${album}`), name: album, released: releasedFrom(random), songs: between(random, 6, 14) },
    durationMs: between(random, 110_000, 420_000),
    explicit: random() < 0.1,
    number: between(random, 1, 6),
  }
}

/** Generates a withdrawn song, which keeps its IDs and links but has no other data. */
function withdrawnFrom(random: Random): Song {
  const song = songFrom(random)
  const artists = song.artists.map((artist) => ({ ...artist, name: '' }))
  return { ...song, name: '', artists, album: { ...song.album, name: '', released: '0000' }, durationMs: 0 }
}

function artistFrom(random: Random): Artist {
  const name = artistName(random)
  return { id: idFrom(`artist:${name}`), name }
}

export function episodeFrom(random: Random): Episode {
  const show = showName(random)
  return {
    kind: 'episode',
    id: idFrom(`episode:${random()}`),
    name: `Part ${between(random, 1, 80)}: ${songName(random)}`,
    show: { id: idFrom(`show:${show}`), name: show },
    durationMs: between(random, 900_000, 4_800_000),
  }
}

function localFileFrom(random: Random): LocalFile {
  return {
    kind: 'local',
    name: `${songName(random)} (tape)`,
    artist: artistName(random),
    album: albumName(random),
    durationMs: between(random, 90_000, 300_000),
  }
}

// Spotify's release dates have one of three precisions: year, month or day.
function releasedFrom(random: Random): string {
  const day = dayFrom(random).slice(0, 10)
  return day.slice(0, pick(random, [4, 7, 10, 10]))
}

function dayFrom(random: Random): string {
  const first = Date.UTC(2015, 0, 1)
  const last = Date.UTC(2026, 8, 1)
  return `${new Date(first + random() * (last - first)).toISOString().slice(0, 19)}Z`
}
