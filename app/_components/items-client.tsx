'use client'

import type { Ref } from 'react'
import type { Page, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { ItemHeadings, ItemRow } from './item-row'
import { ListClient } from './list-client'
import { usePages } from './use-pages-client'

export type ItemsProps = { playlistId: string; viewerId: string; served: Page<PlaylistItem> }

export function ItemsClient({ playlistId, viewerId, served }: ItemsProps) {
  const list = usePages({ address: `/api/playlists/${encodeURIComponent(playlistId)}/items`, viewerId }, served)
  return (
    <ListClient list={list} noun="tracks" toHref={(page) => playlistPath(playlistId, page)}>
      {(listRef) => (
        <>
          <p className="mb-4 text-sm text-soft">Press a title to open it on Spotify.</p>
          <ItemHeadings />
          <ol ref={listRef as Ref<HTMLOListElement>}>
            {list.pages.map(({ offset, items }) =>
              items.map((item, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a track may stand in a list twice, so its place is its identity
                <ItemRow key={offset + index + 1} position={offset + index + 1} item={item} />
              )),
            )}
          </ol>
        </>
      )}
    </ListClient>
  )
}
