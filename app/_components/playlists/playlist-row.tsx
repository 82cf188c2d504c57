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
