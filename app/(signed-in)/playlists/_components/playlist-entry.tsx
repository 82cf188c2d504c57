import Link from 'next/link'
import { Cover } from '@/app/_components/ui/cover'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { formatTrackCount, getVisibilityLabels } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'

const namelessPlaylist = 'Playlist without a name'

export const toPlaylistName = ({ name }: Playlist) => name.trim() || namelessPlaylist

export type PlaylistEntryProps = { playlist: Playlist; viewerId: string; isEager: boolean }

/** A playlist shown as a card. Empty lines keep their height so that text lines up across cards. */
export function PlaylistCard({ playlist, viewerId, isEager }: PlaylistEntryProps) {
  const { pictureUrl, spotifyUrl, itemCount } = playlist
  return (
    <>
      <Cover pictureUrl={pictureUrl} isEager={isEager} className="w-full" />
      <div className={cardTextShape}>
        <h2 className="min-h-[2lh] font-sans text-base leading-snug font-semibold">
          <PlaylistLink playlist={playlist} className="line-clamp-2 break-words" />
        </h2>
        <p className="flex flex-col text-sm text-soft sm:flex-row sm:justify-between sm:gap-3">
          <span className="truncate">
            <PlaylistOwner owner={playlist.owner} viewerId={viewerId} />
          </span>
          <span className="shrink-0">{formatTrackCount(itemCount)}</span>
        </p>
        <div className="entry-card-foot">
          <p className="flex min-h-6 gap-2">
            <VisibilityTags playlist={playlist} />
          </p>
          <div className="min-h-11">
            <SpotifyLink href={spotifyUrl} name={toPlaylistName(playlist)} className={entryLinkShape} />
          </div>
        </div>
      </div>
    </>
  )
}

/** A playlist on one line, or on two lines on a small screen. */
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
          <span className="shrink-0">{formatTrackCount(playlist.itemCount)}</span>
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

type PlaylistLinkProps = { playlist: Playlist; className: string }

/** A link that covers the whole entry and opens the playlist's page. */
function PlaylistLink({ playlist, className }: PlaylistLinkProps) {
  const name = toPlaylistName(playlist)
  return (
    <Link
      href={playlistPath(playlist.id)}
      prefetch={false}
      dir="auto"
      title={name}
      className={`${className} after:absolute after:inset-0 hover:underline`}
    >
      {name}
    </Link>
  )
}

export type PlaylistOwnerProps = { owner: Playlist['owner']; viewerId: string }

export function PlaylistOwner({ owner, viewerId }: PlaylistOwnerProps) {
  if (owner.id === viewerId) return 'Yours'
  return owner.name ? (
    <>
      By <bdi>{owner.name}</bdi>
    </>
  ) : (
    'Unknown owner'
  )
}

export function VisibilityTags({ playlist }: { playlist: Playlist }) {
  return getVisibilityLabels(playlist).map((word) => (
    <span key={word} className="tag">
      {word}
    </span>
  ))
}

const cardTextShape = 'flex min-w-0 flex-1 flex-col gap-1'
/** Keeps the Spotify link clickable by placing it on top of the link that covers the whole entry. */
const entryLinkShape = 'link relative z-1 inline-flex min-h-11 items-center text-sm'
