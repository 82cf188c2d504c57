import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound, Pagination } from '@/app/_components/ui/pagination'
import { formatAll, formatCount, formatNumber } from '@/lib/format'
import { readForPage } from '@/lib/session/read-for-page'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPagePath } from '@/lib/urls'
import { listClass, PlaylistEntry } from './playlist-entry'

/** Reads one page of the visitor's playlists on the server. */
export async function PlaylistsLoader({ page, viewerId }: { page: number; viewerId: string }) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const result = await readForPage((api) => readPlaylists(api, params))
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { items, total, offset } = result.value
  if (total === 0) return <NoPlaylists />
  const pages = { page, total, limit: pageSize, toHref: playlistsPagePath }
  if (offset >= total) return <PageNotFound {...pages} noun="playlist" />
  return (
    <>
      <p className="mb-4 flex min-h-11 items-center font-display text-soft">{toRange(result.value)}</p>
      <div className={listClass}>
        <ul role="list">
          {items.map((playlist, index) => {
            const position = offset + index + 1
            return <PlaylistEntry key={position} {...{ playlist, viewerId, position }} setSize={total} />
          })}
        </ul>
      </div>
      <div className="mt-8">
        <Pagination {...pages} />
      </div>
    </>
  )
}

/** Returns a message such as "51 to 100 of 120 playlists". */
function toRange({ offset, limit, total }: Page<Playlist>): string {
  if (total <= limit) return formatAll(total, 'playlist')
  const to = Math.min(offset + limit, total)
  return `${formatNumber(offset + 1)} to ${formatNumber(to)} of ${formatCount(total, 'playlist')}`
}

function NoPlaylists() {
  return (
    <EmptyState title="No playlists yet">
      <p className="mb-4">Create or follow a playlist on Spotify, and it shows up here.</p>
      <p>
        <a href="https://open.spotify.com/" className="button">
          Open Spotify
        </a>
      </p>
    </EmptyState>
  )
}
