'use client'

import type { RefObject } from 'react'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { type Chunk, toChunkIndex } from './playlist-list'
import { useNearChildren } from './use-near-children'

/** Returns the numbers of the unread pages that the visible part of the list needs. */
export function useReadAhead(
  listRef: RefObject<HTMLElement | null>,
  chunks: readonly Chunk[],
  start: number,
  { offset, limit }: Page<Playlist>,
): number[] {
  // The chunks in the window and up to one window height below it. The margin of -1px excludes a chunk that ends exactly at the top
  // edge of the window.
  const ahead = useNearChildren(listRef, chunks.length, '-1px 0px 100%')
  // Opening the page should need only one call to Spotify, so earlier pages of the list are read only if the visitor scrolls up.
  const isAboveStart = [...ahead].some((index) => index < toChunkIndex(start))
  const pages = [...ahead]
    .flatMap((index) => chunks[index] ?? [])
    .filter((place) => typeof place === 'number')
    .filter((page) => isAboveStart || page >= offset / limit)
  return [...new Set(pages)]
}
