import type { PlaylistItem } from '@/lib/spotify/shapes'
import { kindInWords, toDay, toLength, toNumber } from './words'

export type ItemRowProps = { position: number; item: PlaylistItem }

export function ItemRow({ position, item }: ItemRowProps) {
  const { album, artists, durationMs, spotifyUrl } = item
  const name = item.name ?? namelessItem[item.kind]
  return (
    <li className={`${rowShape} relative min-h-14 border-t border-line py-2.5 text-sm has-[a]:hover:bg-panel`}>
      <span className="pt-0.5 text-right text-soft tabular-nums">{toNumber(position)}</span>
      <div className="min-w-0">
        <p className={`text-base leading-snug break-words ${item.kind === 'unavailable' ? 'text-soft italic' : ''}`}>
          <ItemName name={name} spotifyUrl={spotifyUrl} /> <ItemTags item={item} />
        </p>
        {artists.length > 0 && <p className="break-words text-soft">{toList(artists)}</p>}
        {album && (
          <p className="break-words text-soft md:hidden">
            <bdi>{album}</bdi>
          </p>
        )}
      </div>
      <p className="hidden min-w-0 pt-0.5 break-words text-soft md:block">
        <span className="sr-only">{item.kind === 'episode' ? 'Show: ' : 'Album: '}</span>
        <bdi>{album ?? '–'}</bdi>
      </p>
      <p className="hidden pt-0.5 text-soft md:block">
        <AddedAt addedAt={item.addedAt} />
      </p>
      <p className="pt-0.5 text-right text-soft tabular-nums">
        <span className="sr-only">Length: </span>
        {durationMs === null ? '–' : toLength(durationMs)}
      </p>
    </li>
  )
}

/** Where Spotify has the item, the whole row is the way to it. */
function ItemName({ name, spotifyUrl }: { name: string; spotifyUrl: string | null }) {
  if (!spotifyUrl) return <bdi className="font-medium">{name}</bdi>
  return (
    <a href={spotifyUrl} className="font-medium after:absolute after:inset-0 hover:underline">
      <span className="sr-only">Open Spotify: </span>
      <bdi>{name}</bdi>
    </a>
  )
}

const namelessItem: Record<PlaylistItem['kind'], string> = {
  track: 'Track without a name',
  episode: 'Episode without a name',
  local: 'Local file without a name',
  unavailable: 'Not available on Spotify',
}

function ItemTags({ item }: { item: PlaylistItem }) {
  const words = [kindInWords[item.kind], item.isExplicit ? 'Explicit' : null]
  return words.map(
    (word) =>
      word && (
        <span key={word} className="tag ml-1 align-text-bottom">
          {word}
        </span>
      ),
  )
}

function toList(artists: string[]) {
  return artists.map((artist, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: two artists may share a name, and the list never changes its order
    <span key={index}>
      {index > 0 && ', '}
      <bdi>{artist}</bdi>
    </span>
  ))
}

function AddedAt({ addedAt }: Pick<PlaylistItem, 'addedAt'>) {
  const day = addedAt && toDay(addedAt)
  if (!day) return '–'
  return (
    <>
      <span className="sr-only">Added: </span>
      <time dateTime={addedAt}>{day}</time>
    </>
  )
}

/** For the eye; each row says for itself what its parts are. */
export function ItemHeadings() {
  return (
    <div aria-hidden="true" className={`${rowShape} pb-2 text-sm font-semibold text-soft max-md:hidden`}>
      <span className="text-right">#</span>
      <span>Title</span>
      <span>Album or show</span>
      <span>Added</span>
      <span className="text-right">Length</span>
    </div>
  )
}

export function ItemRowSkeleton() {
  return (
    <li className={`${rowShape} border-t border-line py-3`}>
      <span className="blank h-4" />
      <span className="flex flex-col gap-2">
        <span className="blank h-5 w-3/5" />
        <span className="blank h-4 w-2/5" />
      </span>
      <span className="blank hidden h-4 w-4/5 md:block" />
      <span className="blank hidden h-4 w-20 md:block" />
      <span className="blank h-4" />
    </li>
  )
}

const rowShape =
  'grid grid-cols-[2rem_minmax(0,1fr)_3rem] gap-x-3 md:grid-cols-[3rem_minmax(0,5fr)_minmax(0,4fr)_6.5rem_3.5rem] md:gap-x-5'
