import { ReadErrorCard } from '@/app/_components/errors/error-card'
import { EmptyState } from '@/app/_components/ui/empty-state'
import { ListPage } from '@/app/(signed-in)/_components/list-page'
import { readForPage } from '@/lib/session/read-for-page'
import { pageSize, readPlaylists } from '@/lib/spotify/playlists'
import { playlistsPagePath } from '@/lib/urls'
import { listClass, PlaylistEntry } from './playlist-entry'

/** Reads one page of the visitor's playlists on the server. */
export async function PlaylistsLoader({ page, viewerId }: { page: number; viewerId: string }) {
  const params = { limit: pageSize, offset: (page - 1) * pageSize }
  const result = await readForPage((api) => readPlaylists(api, params))
  if (result.kind === 'failed') return <ReadErrorCard failure={result} />
  const { items, total, offset } = result.value
  if (total === 0) return <NoPlaylists />
  return (
    <ListPage page={result.value} noun="playlist" toHref={playlistsPagePath}>
      <div className={listClass}>
        <ul role="list">
          {items.map((playlist, index) => {
            const position = offset + index + 1
            return <PlaylistEntry key={position} {...{ playlist, viewerId, position }} setSize={total} />
          })}
        </ul>
      </div>
    </ListPage>
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
