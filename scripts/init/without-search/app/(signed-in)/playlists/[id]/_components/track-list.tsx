'use client'

import { ListPage } from '@/app/(signed-in)/_components/list-page'
import type { Page, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { TrackHeadings, TrackRow } from './track-row'

export type TrackListProps = { playlistId: string; page: Page<PlaylistItem> }

/** One page of a playlist's tracks. A client component, for the same reason as `PageFrame`. */
export function TrackList({ playlistId, page }: TrackListProps) {
  return (
    <ListPage page={page} noun="track" toHref={(number) => playlistPath(playlistId, number)}>
      <p className="mb-4 text-sm text-soft print:hidden">Select a title to open it on Spotify.</p>
      <TrackHeadings />
      <ol role="list" aria-label="Tracks in this playlist">
        {page.items.map((item, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: a list may contain a track twice, so only the position identifies a row
          <TrackRow key={index} position={page.offset + index + 1} item={item} />
        ))}
      </ol>
    </ListPage>
  )
}
