import Link from 'next/link'
import type { Playlist } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { Cover } from './cover'
import { SpotifyLink } from './spotify-link'
import { toTrackCount, toVisibility } from './words'

export const namelessPlaylist = 'Playlist without a name'

export type PlaylistCardProps = { playlist: Playlist; viewerId: string; isEager: boolean }

export function PlaylistCard({ playlist, viewerId, isEager }: PlaylistCardProps) {
  const { id, pictureUrl, spotifyUrl, itemCount } = playlist
  const name = playlist.name.trim() || namelessPlaylist
  return (
    <li className={cardShape}>
      <Cover pictureUrl={pictureUrl} isEager={isEager} className={coverShape} />
      <div className="flex min-w-0 flex-1 flex-col gap-1">
        <h2 className="font-sans text-base leading-snug font-semibold">
          <Link
            href={playlistPath(id)}
            prefetch={false}
            dir="auto"
            title={name}
            className="line-clamp-2 break-words after:absolute after:inset-0 hover:underline"
          >
            {name}
          </Link>
        </h2>
        <p className="flex gap-3 text-sm text-soft sm:justify-between">
          <span className="truncate">
            <PlaylistOwner owner={playlist.owner} viewerId={viewerId} />
          </span>
          <span className="shrink-0">{toTrackCount(itemCount)}</span>
        </p>
        <div className="-mb-2 flex flex-wrap items-center justify-between gap-x-3 sm:mt-auto">
          <p className="flex gap-2">
            <VisibilityTags playlist={playlist} />
          </p>
          <SpotifyLink
            href={spotifyUrl}
            name={name}
            className="link relative z-1 inline-flex min-h-11 items-center text-sm"
          />
        </div>
      </div>
    </li>
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
    'By somebody else'
  )
}

export function VisibilityTags({ playlist }: { playlist: Playlist }) {
  return toVisibility(playlist).map((word) => (
    <span key={word} className="tag">
      {word}
    </span>
  ))
}

/** The same boxes, empty. */
export function PlaylistCardSkeleton() {
  return (
    <li className={cardShape}>
      <div className={`blank aspect-square shrink-0 ${coverShape}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-2 py-1">
        <div className="blank h-5 w-4/5" />
        <div className="blank h-4 w-3/5" />
        <div className="blank mt-3 h-5 w-2/5" />
      </div>
    </li>
  )
}

const cardShape =
  'relative flex gap-4 border-t border-line py-4 sm:flex-col sm:gap-3 sm:rounded-small sm:border sm:bg-panel sm:p-4 sm:hover:border-edge'
const coverShape = 'w-24 sm:w-full self-start'

export const playlistGridShape =
  'grid grid-cols-1 border-b border-line sm:grid-cols-[repeat(auto-fill,minmax(14rem,1fr))] sm:gap-4 sm:border-0'
