import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { PageNotFound } from '@/app/_components/ui/pagination'
import type { SignedIn } from '@/lib/session/server'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath } from '@/lib/urls'
import type { Filters } from './filters'
import { PlaylistBrowser } from './playlist-browser'
import { WithoutScript } from './without-script'

export type PlaylistsProps = { page: number; filters: Filters; viewerId: string } & Pick<SignedIn, 'read'>

/** Reads one page of the visitor's playlists. */
export async function Playlists({ page, filters, viewerId, read }: PlaylistsProps) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const result = await read((api) => readPlaylists(api, params))
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { total, offset } = result.value
  if (total === 0) return <NoPlaylists />
  if (offset >= total)
    return <PageNotFound page={page} total={total} limit={pageSize} noun="playlist" toHref={playlistsPagePath} />
  return (
    <WithoutScript initialPage={result.value} filters={filters} viewerId={viewerId}>
      <PlaylistBrowser
        key={`${viewerId} ${offset}`}
        initialPage={result.value}
        renderedAtMs={Date.now()}
        viewerId={viewerId}
      />
    </WithoutScript>
  )
}

function NoPlaylists() {
  return (
    <EmptyState title="No playlists yet">
      <p className="mb-4">Once you make or follow a playlist on Spotify, it will be here.</p>
      <p>
        <a href="https://open.spotify.com/" className="button">
          Open Spotify
        </a>
      </p>
    </EmptyState>
  )
}
