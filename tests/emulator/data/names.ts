const list = (text: string) => text.split(', ')
const moods = list(
  'Slow, Paper, Amber, Quiet, Late, Hollow, Bright, Winter, Salted, Velvet, Rusty, Tidal, Northern, Loose, Second',
)
const things = list(
  'Harbour, Lantern, Staircase, Orchard, Tram, Kitchen, Meadow, Engine, Balcony, Compass, Attic, Ferry, Thicket, Window, Cellar',
)
const times = list(
  'before breakfast, after the rain, on the night bus, for the long way home, at half past two, between trains, with the windows down, for an empty office, until the kettle boils, when nobody is in',
)
const groups = list('Union, Parade, Cousins, Society, Machine, Weather, Choir, Letters, Brigade, Holiday')
const givenNames = list('Tessa, Juno, Ilse, Marek, Fenna, Oleg, Sanne, Pavel, Runa, Teo, Ines, Bela')
const familyNames = list(
  'Valegrove, Kettleby, Ostermark, Fennimore, Drabant, Holmquell, Zaremba-Lund, Pellworth, Marrowby, Isengrund',
)
const verbs = list('Counting, Leaving, Borrowing, Painting, Waiting for, Forgetting, Carrying, Mending')

export function playlistName(random: Random): string {
  const start = `${pick(random, moods)} ${pick(random, things)}`
  return random() < 0.4 ? `${pick(random, things)} music ${pick(random, times)}` : start
}

export function playlistNote(random: Random): string {
  return random() < 0.5 ? '' : `Songs ${pick(random, times)}. Made for nobody in particular.`
}

export function songName(random: Random): string {
  const thing = `${pick(random, moods)} ${pick(random, things)}`
  return random() < 0.35 ? `${pick(random, verbs)} the ${pick(random, things)}` : thing
}

export function artistName(random: Random): string {
  if (random() < 0.5) return `${pick(random, givenNames)} ${pick(random, familyNames)}`
  return `The ${pick(random, things)} ${pick(random, groups)}`
}

export function albumName(random: Random): string {
  return `${pick(random, things)} ${pick(random, times)}`
}

export function ownerName(random: Random): string {
  return `${pick(random, givenNames)} ${pick(random, familyNames)}`
}

export function showName(random: Random): string {
  return `The ${pick(random, moods)} ${pick(random, things)} Hour`
}

export type Random = () => number

/**
 * Returns a random number generator (mulberry32, seeded with an FNV-1a hash). On every machine, the same seed gives the same
 * numbers between 0 and 1.
 */
export function seeded(seed: string): Random {
  let state = hash(seed)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32
  }
}

function hash(text: string): number {
  let value = 0x811c9dc5
  for (const character of text) value = Math.imul(value ^ (character.codePointAt(0) ?? 0), 0x01000193)
  return value
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
