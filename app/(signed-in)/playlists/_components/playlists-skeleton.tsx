import type { Filters } from './filters/filters'
import { listClass } from './playlist-entry'

/** A placeholder for the playlists, shown until Spotify responds. The entries are drawn by a single element. */
export function PlaylistsSkeleton({ view }: Pick<Filters, 'view'>) {
  return (
    <div className="playlists no-script:hidden">
      <p role="status" className="sr-only">
        Loading your playlists
      </p>
      <div className="blank my-4 h-11 w-40" />
      <div className={listClass[view]}>
        <div className="blank-entries" />
      </div>
    </div>
  )
}
