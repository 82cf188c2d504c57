import type { Place } from './visible-playlists'

/**
 * The number of playlists in a chunk. Divisible by every column count, so that only the last chunk has an incomplete row. See
 * globals.css.
 */
export const chunkSize = 12

export type Chunk = readonly Place[]

export const toChunks = (places: readonly Place[]): Chunk[] =>
  Array.from({ length: Math.ceil(places.length / chunkSize) }, (_, index) =>
    places.slice(index * chunkSize, (index + 1) * chunkSize),
  )

export const toChunkIndex = (placeIndex: number) => Math.floor(placeIndex / chunkSize)
