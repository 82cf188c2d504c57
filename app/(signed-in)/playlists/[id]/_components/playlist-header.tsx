import Link from 'next/link'
import { Cover } from '@/app/_components/ui/cover'
import { SpotifyLink } from '@/app/_components/ui/spotify-link'
import { PlaylistOwner, toPlaylistName } from '@/app/(signed-in)/playlists/_components/playlist-entry'
import { formatTrackCount, getVisibilityLabels } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'
import { playlistsPath } from '@/lib/urls'
import { CoverColouredHeader } from './cover-coloured-header'

export type PlaylistHeaderProps = { playlist: Playlist & { thumbnailUrl: string | null }; viewerId: string }

export function PlaylistHeader({ playlist, viewerId }: PlaylistHeaderProps) {
  const name = toPlaylistName(playlist)
  return (
    <CoverColouredHeader thumbnailUrl={playlist.thumbnailUrl}>
      <BackToPlaylists />
      <div className={headerShape}>
        <Cover pictureUrl={playlist.pictureUrl} isEager className={coverShape} />
        <div className={textShape}>
          <h1
            dir="auto"
            className={`wrap-anywhere ${name.length > 60 ? 'text-2xl sm:text-3xl' : 'text-3xl sm:text-5xl'}`}
          >
            {name}
          </h1>
          {playlist.description && (
            <p dir="auto" className="max-w-prose wrap-anywhere">
              {playlist.description}
            </p>
          )}
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              <PlaylistOwner owner={playlist.owner} viewerId={viewerId} />
            </span>
            <span>{formatTrackCount(playlist.itemCount)}</span>
            {getVisibilityLabels(playlist).map((label) => (
              <span key={label} className="tag">
                {label}
              </span>
            ))}
          </p>
          <p>
            <SpotifyLink
              href={playlist.spotifyUrl}
              name={name}
              className="button-quiet border-ink print:inline print:border-0 print:p-0 print:text-sm print:font-normal print:break-all print:after:content-['_'_attr(href)]"
            />
          </p>
        </div>
      </div>
    </CoverColouredHeader>
  )
}

/** A link back to the list of playlists, shown in every state of the page, including errors. */
export function BackToPlaylists() {
  return (
    <p className="mb-4 print:hidden">
      <Link
        href={playlistsPath}
        prefetch={false}
        className="link inline-flex min-h-11 items-center font-display text-ink"
      >
        All your playlists
      </Link>
    </p>
  )
}

export function PlaylistHeaderSkeleton() {
  return (
    <div className={headerShape}>
      <div className={`blank aspect-square shrink-0 ${coverShape}`} />
      <div className={textShape}>
        <div className="blank h-9.5 w-4/5 sm:h-13.5" />
        <div className="blank h-6 w-2/5" />
        <div className="blank h-11 w-32" />
      </div>
    </div>
  )
}

const headerShape = 'flex flex-col gap-6 sm:flex-row sm:items-end'
const coverShape = 'w-48 max-w-full sm:w-56 lg:w-64 print:w-32'
const textShape = 'flex min-w-0 flex-1 flex-col items-start gap-3'
