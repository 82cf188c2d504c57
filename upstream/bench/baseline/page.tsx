import type { Metadata } from 'next'
import { defaultFilters } from '@/app/(signed-in)/playlists/_components/filters/filters'
import { NoScriptPagination } from '@/app/(signed-in)/playlists/_components/no-script-pagination'
import { packPage } from '@/app/(signed-in)/playlists/_components/packed-page'
import { PlaylistsFrame } from '@/app/(signed-in)/playlists/_components/playlists-frame'
import { PlaylistsOnTouch } from '@/app/(signed-in)/playlists/_components/playlists-on-touch'
import type { Playlist } from '@/lib/spotify/shapes'

/** The benchmark's baseline: the playlists page with a fixed token and no proxy, session or streaming. */

export const metadata: Metadata = { title: 'Your playlists' }

const options = { headers: { authorization: 'Bearer fixed' }, cache: 'no-store' } as const

// biome-ignore lint/suspicious/noExplicitAny: the baseline does not validate responses
const read = async (path: string): Promise<any> => (await fetch(process.env.SPOTIFY_API_URL + path, options)).json()

export default async function BaselinePage() {
  const [viewer, list] = await Promise.all([read('/v1/me'), read('/v1/me/playlists?limit=50&offset=0')])
  const initialPage = { items: list.items.map(toPlaylist), total: list.total, limit: 50, offset: 0 }
  return (
    <PlaylistsFrame contentKey="">
      <div className="playlists">
        <NoScriptPagination initialPage={initialPage} filters={defaultFilters} viewerId={viewer.id}>
          <PlaylistsOnTouch page={packPage(initialPage)} renderedAtMs={Date.now()} viewerId={viewer.id} />
        </NoScriptPagination>
      </div>
    </PlaylistsFrame>
  )
}

// biome-ignore lint/suspicious/noExplicitAny: the baseline does not validate responses
function toPlaylist(raw: any): Playlist {
  return {
    id: raw.id,
    name: raw.name,
    description: raw.description || null,
    pictureUrl: raw.images[1].url,
    spotifyUrl: raw.external_urls.spotify,
    owner: { id: raw.owner.id, name: raw.owner.display_name },
    visibility: raw.public ? 'public' : 'private',
    isCollaborative: raw.collaborative,
    itemCount: raw.items.total,
  }
}
