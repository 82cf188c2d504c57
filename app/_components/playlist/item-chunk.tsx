import { memo } from 'react'
import { toNumber } from '@/app/_components/words'
import type { Page, PlaylistItem } from '@/lib/spotify/shapes'
import { ItemRow } from './item-row'

export type ItemChunkProps = { page: Page<PlaylistItem> }

/** One page of a long list. It is rendered once, however many follow, and laid out only near the window. */
export const ItemChunk = memo(function ItemChunk({ page: { offset, items } }: ItemChunkProps) {
  return (
    <ol
      role="list"
      aria-label={`Tracks ${toNumber(offset + 1)} to ${toNumber(offset + items.length)}`}
      className="chunk"
    >
      {items.map((item, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a track may stand in a list twice, so its place is its identity
        <ItemRow key={index} position={offset + index + 1} item={item} />
      ))}
    </ol>
  )
})
