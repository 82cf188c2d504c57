import type { Place } from './visible-playlists'

/** Playlists in a chunk. Every column count divides it, so that only the last chunk has an incomplete row: see globals.css. */
export const chunkSize = 12

export type Chunk = readonly Place[]

export const toChunks = (places: readonly Place[]): Chunk[] =>
  Array.from({ length: Math.ceil(places.length / chunkSize) }, (_, index) =>
    places.slice(index * chunkSize, (index + 1) * chunkSize),
  )

export const toChunkIndex = (placeIndex: number) => Math.floor(placeIndex / chunkSize)
