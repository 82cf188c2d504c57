import { Cover } from '@/app/_components/cover'
import {
  entryLinkShape,
  type PlaylistEntryProps,
  PlaylistLink,
  PlaylistOwner,
  toPlaylistName,
  VisibilityTags,
} from '@/app/_components/playlist-card'
import { SpotifyLink } from '@/app/_components/spotify-link'
import { toTrackCount } from '@/app/_components/words'

/** A playlist in one line; in two on a small screen. */
export function PlaylistRow({ playlist, viewerId, isEager }: PlaylistEntryProps) {
  return (
    <>
      <Cover pictureUrl={playlist.pictureUrl} isEager={isEager} className="w-12" />
      <div className="entry-row-text">
        <h2 className="truncate font-sans text-base leading-normal font-semibold">
          <PlaylistLink playlist={playlist} className="block truncate" />
        </h2>
        <p className="flex gap-3 text-sm text-soft sm:contents">
          <span className="truncate">
            <PlaylistOwner owner={playlist.owner} viewerId={viewerId} />
          </span>
          <span className="shrink-0">{toTrackCount(playlist.itemCount)}</span>
        </p>
        <p className="flex gap-2 overflow-hidden max-sm:sr-only">
          <VisibilityTags playlist={playlist} />
        </p>
      </div>
      <SpotifyLink
        href={playlist.spotifyUrl}
        name={toPlaylistName(playlist)}
        className={`${entryLinkShape} shrink-0`}
      />
    </>
  )
}

/** The same boxes, empty. */
export function PlaylistRowSkeleton() {
  return (
    <>
      <div className="blank size-12 shrink-0 rounded-cover lg:rounded-cover-large" />
      <div className="entry-row-text">
        <div className="blank my-0.5 h-5 w-4/5" />
        <div className="blank my-0.5 h-4 w-3/5" />
      </div>
      <div className="min-h-11 shrink-0" />
    </>
  )
}
