'use client'

import type { Ref } from 'react'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPagePath } from '@/lib/urls'
import { ListClient } from './list-client'
import { PlaylistCard, playlistGridShape } from './playlist-card'
import { usePages } from './use-pages-client'

export type PlaylistsProps = { served: Page<Playlist>; viewerId: string }

/** So many pictures are in sight at first on a large screen. */
const eagerCount = 8

export function PlaylistsClient({ served, viewerId }: PlaylistsProps) {
  const list = usePages({ address: '/api/playlists', viewerId }, served)
  return (
    <ListClient list={list} noun="playlists" toHref={playlistsPagePath}>
      {(listRef) => (
        <ul ref={listRef as Ref<HTMLUListElement>} className={playlistGridShape}>
          {list.pages.map(({ offset, items }) =>
            items.map((playlist, index) => (
              <PlaylistCard
                key={`${offset} ${playlist.id}`}
                playlist={playlist}
                viewerId={viewerId}
                isEager={offset === served.offset && index < eagerCount}
              />
            )),
          )}
        </ul>
      )}
    </ListClient>
  )
}
