import { pick, type Random } from './seed.ts'

const moods = [
  'Slow',
  'Paper',
  'Amber',
  'Quiet',
  'Late',
  'Hollow',
  'Bright',
  'Winter',
  'Salted',
  'Velvet',
  'Rusty',
  'Tidal',
  'Northern',
  'Loose',
  'Second',
] as const
const things = [
  'Harbour',
  'Lantern',
  'Staircase',
  'Orchard',
  'Tram',
  'Kitchen',
  'Meadow',
  'Engine',
  'Balcony',
  'Compass',
  'Attic',
  'Ferry',
  'Thicket',
  'Window',
  'Cellar',
] as const
const times = [
  'before breakfast',
  'after the rain',
  'on the night bus',
  'for the long way home',
  'at half past two',
  'between trains',
  'with the windows down',
  'for an empty office',
  'until the kettle boils',
  'when nobody is in',
] as const
const groups = [
  'Union',
  'Parade',
  'Cousins',
  'Society',
  'Machine',
  'Weather',
  'Choir',
  'Letters',
  'Brigade',
  'Holiday',
] as const
const givenNames = [
  'Tessa',
  'Juno',
  'Ilse',
  'Marek',
  'Fenna',
  'Oleg',
  'Sanne',
  'Pavel',
  'Runa',
  'Teo',
  'Ines',
  'Bela',
] as const
const familyNames = [
  'Valegrove',
  'Kettleby',
  'Ostermark',
  'Fennimore',
  'Drabant',
  'Holmquell',
  'Zaremba-Lund',
  'Pellworth',
  'Marrowby',
  'Isengrund',
] as const
const verbs = [
  'Counting',
  'Leaving',
  'Borrowing',
  'Painting',
  'Waiting for',
  'Forgetting',
  'Carrying',
  'Mending',
] as const

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
