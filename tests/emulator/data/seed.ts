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

export function pick<T>(random: Random, list: readonly [T, ...T[]]): T {
  return list[Math.floor(random() * list.length)] ?? list[0]
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
