import type { Playlist } from '@/lib/spotify/shapes'
import { Cover } from './cover'
import { namelessPlaylist, PlaylistOwner, VisibilityTags } from './playlist-card'
import { SpotifyLink } from './spotify-link'
import { decodeEntities, toTrackCount } from './words'

export type PlaylistHeaderProps = { playlist: Playlist; viewerId: string }

export function PlaylistHeader({ playlist, viewerId }: PlaylistHeaderProps) {
  const name = playlist.name.trim() || namelessPlaylist
  return (
    <div className={headerShape}>
      <Cover pictureUrl={playlist.pictureUrl} isEager className={coverShape} />
      <div className="flex min-w-0 flex-col gap-3">
        <h1 dir="auto" className={`break-words ${name.length > 60 ? 'text-2xl sm:text-3xl' : 'text-3xl sm:text-5xl'}`}>
          {name}
        </h1>
        {playlist.description && (
          <p dir="auto" className="max-w-prose break-words text-soft">
            {decodeEntities(playlist.description)}
          </p>
        )}
        <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
          <span>
            <PlaylistOwner owner={playlist.owner} viewerId={viewerId} />
          </span>
          <span className="text-soft">{toTrackCount(playlist.itemCount)}</span>
          <VisibilityTags playlist={playlist} />
        </p>
        <p>
          <SpotifyLink href={playlist.spotifyUrl} name={name} className="button-quiet" />
        </p>
      </div>
    </div>
  )
}

export function PlaylistHeaderSkeleton() {
  return (
    <div className={headerShape}>
      <div className={`blank aspect-square shrink-0 ${coverShape}`} />
      <div className="flex min-w-0 flex-1 flex-col gap-3">
        <div className="blank h-10 w-4/5 sm:h-12" />
        <div className="blank h-6 w-3/5" />
        <div className="blank h-6 w-2/5" />
        <div className="blank h-11 w-32" />
      </div>
    </div>
  )
}

const headerShape = 'mb-8 flex flex-col gap-6 sm:flex-row sm:items-end'
const coverShape = 'w-48 sm:w-56 lg:w-64'
