import { siteName } from '@/app/site'
import { BackToPlaylists, PlaylistHeaderSkeleton } from './playlist-header'
import { TrackHeadings, TrackRowSkeleton } from './track-row'

/** Shown until Spotify responds, in the layout of the finished page. */
export function PlaylistSkeleton() {
  return (
    <div className="no-script:hidden">
      <title>{`Playlist · ${siteName}`}</title>
      <h1 className="sr-only">Playlist</h1>
      <p role="status" className="sr-only">
        Loading the playlist
      </p>
      <div className="night band">
        <BackToPlaylists />
        <div aria-hidden="true">
          <PlaylistHeaderSkeleton />
        </div>
      </div>
      <div aria-hidden="true" className="pt-8">
        <div className="mb-4 flex min-h-11 items-center justify-between">
          <div className="blank h-5 w-48" />
          <div className="blank h-11 w-24" />
        </div>
        <div className="mb-4 h-5" />
        <TrackHeadings />
        <ol>
          {Array.from({ length: 12 }, (_, index) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the rows are identical
            <TrackRowSkeleton key={index} />
          ))}
        </ol>
      </div>
    </div>
  )
}
