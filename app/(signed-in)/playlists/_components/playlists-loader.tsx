import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound } from '@/app/_components/ui/pagination'
import { readForPage } from '@/lib/session/read-for-page'
import { currentPath } from '@/lib/session/server'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath } from '@/lib/urls'
import { parseFilters } from './filters/filters'
import { NoScriptPagination } from './no-script-pagination'
import { packPage } from './packed-page'
import { PlaylistsOnTouch } from './playlists-on-touch'

/** Reads one page of the visitor's playlists on the server. */
export async function PlaylistsLoader({ page, viewerId }: { page: number; viewerId: string }) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const result = await readForPage((api) => readPlaylists(api, params))
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { total, offset } = result.value
  if (total === 0) return <NoPlaylists />
  if (offset >= total)
    return <PageNotFound page={page} total={total} limit={pageSize} noun="playlist" toHref={playlistsPagePath} />
  const filters = parseFilters(new URLSearchParams((await currentPath()).replace(/^[^?]*/, '')))
  return (
    <div className="playlists">
      <NoScriptPagination initialPage={result.value} viewerId={viewerId} filters={filters}>
        <PlaylistsOnTouch
          key={`${viewerId} ${offset}`}
          page={packPage(result.value)}
          viewerId={viewerId}
          renderedAtMs={Date.now()}
        />
      </NoScriptPagination>
    </div>
  )
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
