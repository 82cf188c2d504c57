import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound } from '@/app/_components/ui/pagination'
import type { Filters } from '@/app/(signed-in)/playlists/_components/filters/filters'
import type { SignedIn } from '@/lib/session/server'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath } from '@/lib/urls'
import { NoScriptPagination } from './no-script-pagination'
import { SearchablePlaylists } from './searchable-playlists'

export type PlaylistsLoaderProps = { page: number; filters: Filters; viewerId: string } & Pick<SignedIn, 'read'>

/** Reads one page of the visitor's playlists on the server. */
export async function PlaylistsLoader({ page, filters, viewerId, read }: PlaylistsLoaderProps) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const result = await read((api) => readPlaylists(api, params))
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { total, offset } = result.value
  if (total === 0) return <NoPlaylists />
  if (offset >= total)
    return <PageNotFound page={page} total={total} limit={pageSize} noun="playlist" toHref={playlistsPagePath} />
  return (
    <NoScriptPagination initialPage={result.value} filters={filters} viewerId={viewerId}>
      <SearchablePlaylists
        key={`${viewerId} ${offset}`}
        initialPage={result.value}
        renderedAtMs={Date.now()}
        viewerId={viewerId}
      />
    </NoScriptPagination>
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
