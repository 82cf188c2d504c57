/** Generates names, songs and episodes. On every machine, the same seed generates the same data. */

const words: Record<string, string> = {
  mood: 'Slow, Paper, Amber, Quiet, Late, Hollow, Bright, Winter, Salted, Velvet, Rusty, Tidal, Northern, Loose, Second',
  thing:
    'Harbour, Lantern, Staircase, Orchard, Tram, Kitchen, Meadow, Engine, Balcony, Compass, Attic, Ferry, Thicket, Window, Cellar',
  time: 'before breakfast, after the rain, on the night bus, for the long way home, at half past two, between trains, with the windows down, for an empty office, until the kettle boils, when nobody is in',
  group: 'Union, Parade, Cousins, Society, Machine, Weather, Choir, Letters, Brigade, Holiday',
  given: 'Tessa, Juno, Ilse, Marek, Fenna, Oleg, Sanne, Pavel, Runa, Teo, Ines, Bela',
  family: 'Valegrove, Kettleby, Ostermark, Fennimore, Drabant, Holmquell, Zaremba-Lund, Pellworth, Marrowby, Isengrund',
  verb: 'Counting, Leaving, Borrowing, Painting, Waiting for, Forgetting, Carrying, Mending',
}

/** Replaces each word in braces with a random word of that kind. */
function fill(random: Random, pattern: string): string {
  return pattern.replace(/\{(\w+)\}/g, (_, kind: string) => pick(random, (words[kind] ?? '').split(', ')))
}

/** Returns a short name or, with the given probability, a name that follows `pattern`. */
function nameOr(random: Random, probability: number, pattern: string): string {
  const short = fill(random, '{mood} {thing}')
  return random() < probability ? fill(random, pattern) : short
}

export const playlistName = (random: Random) => nameOr(random, 0.4, '{thing} music {time}')
export const playlistNote = (random: Random) =>
  random() < 0.5 ? '' : fill(random, 'Songs {time}. Made for nobody in particular.')

const songName = (random: Random) => nameOr(random, 0.35, '{verb} the {thing}')
const artistName = (random: Random) => fill(random, random() < 0.5 ? '{given} {family}' : 'The {thing} {group}')
const albumName = (random: Random) => fill(random, '{thing} {time}')

export type Owner = { id: string; displayName: string | null }

/** Returns an owner who is not one of the emulator's users. */
export function strangerFrom(seed: string): Owner {
  const displayName = fill(seeded(`owner:${seed}`), '{given} {family}')
  return { id: displayName.toLowerCase().replace(/[^a-z]+/g, '-'), displayName }
}

export type Random = () => number

/** Returns a generator of random numbers between 0 and 1 (mulberry32, seeded with an FNV-1a hash). */
export function seeded(seed: string): Random {
  let state = 0x811c9dc5
  for (const character of seed) state = Math.imul(state ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

export function pick<T>(random: Random, list: readonly T[]): T {
  return list[Math.floor(random() * list.length)] as T
}

export function between(random: Random, least: number, most: number): number {
  return least + Math.floor(random() * (most - least + 1))
}

const base62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz'

/** Returns an ID of 22 base62 characters, like Spotify's IDs. */
export function idFrom(seed: string): string {
  const random = seeded(`id:${seed}`)
  return Array.from({ length: 22 }, () => base62.charAt(Math.floor(random() * 62))).join('')
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

export function songFrom(random: Random): Song {
  const artists = Array.from({ length: random() < 0.25 ? 2 : 1 }, () => {
    const name = artistName(random)
    return { id: idFrom(`artist:${name}`), name }
  })
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
export function withdrawnFrom(random: Random): Song {
  const song = songFrom(random)
  const artists = song.artists.map((artist) => ({ ...artist, name: '' }))
  return { ...song, name: '', artists, album: { ...song.album, name: '', released: '0000' }, durationMs: 0 }
}

export function episodeFrom(random: Random): Episode {
  const show = fill(random, 'The {mood} {thing} Hour')
  return {
    kind: 'episode',
    id: idFrom(`episode:${random()}`),
    name: `Part ${between(random, 1, 80)}: ${songName(random)}`,
    show: { id: idFrom(`show:${show}`), name: show },
    durationMs: between(random, 900_000, 4_800_000),
  }
}

export function localFileFrom(random: Random): LocalFile {
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

export function dayFrom(random: Random): string {
  const first = Date.UTC(2015, 0, 1)
  const last = Date.UTC(2026, 8, 1)
  return `${new Date(first + random() * (last - first)).toISOString().slice(0, 19)}Z`
}
