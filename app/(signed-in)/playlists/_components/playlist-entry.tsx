import Link from 'next/link'
import { Cover } from '@/app/_components/ui/cover'
import { hasLogo, SpotifyLink } from '@/app/_components/ui/spotify-link'
import { formatTrackCount, getVisibilityLabels } from '@/lib/format'
import type { Playlist } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import type { Filters } from './filters/filters'

const namelessPlaylist = 'Playlist without a name'

export const toPlaylistName = ({ name }: Playlist) => name.trim() || namelessPlaylist

export type PlaylistEntryProps = {
  playlist: Playlist
  viewerId: string
  /** The entry's position in the list, starting at 1. */
  position: number
  /** The number of entries in the list, or -1 if it is unknown. */
  setSize: number
}

/** A list's CSS classes, which arrange its entries as cards or rows. */
export const listClass: Record<Filters['view'], string> = {
  grid: hasLogo ? 'entries cards with-logo' : 'entries cards',
  list: 'entries rows',
}

/** The number of covers that a large screen shows before the visitor scrolls. */
const eagerCount = 8

/**
 * A playlist in the list. A page contains 50 of these entries, so the markup is as small as possible. CSS arranges the same
 * elements as a card or as a row.
 */
export function PlaylistEntry({ playlist, viewerId, position, setSize }: PlaylistEntryProps) {
  const { id, pictureUrl, owner, itemCount, spotifyUrl } = playlist
  const name = toPlaylistName(playlist)
  const count = formatTrackCount(itemCount)
  const labels = getVisibilityLabels(playlist)
  return (
    <li role="listitem" aria-setsize={setSize} aria-posinset={position}>
      <Cover pictureUrl={pictureUrl} isEager={position <= eagerCount} />
      <Link href={playlistPath(id)} prefetch={false} dir="auto" className="entry-name">
        {name}
      </Link>
      <p>
        {owner.id === viewerId ? (
          `${count} · Yours`
        ) : (
          <>
            {`${count} · `}
            <PlaylistOwner owner={owner} viewerId={viewerId} />
          </>
        )}
      </p>
      {labels.length > 0 && <span className="tag">{labels.join(', ')}</span>}
      <SpotifyLink href={spotifyUrl} name={name} className="entry-link" />
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
    'Unknown owner'
  )
}
