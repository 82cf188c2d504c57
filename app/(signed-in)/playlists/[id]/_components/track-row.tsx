import { NameList, TrackName } from '@/app/(signed-in)/_components/track-name'
import { formatDate, formatDuration, formatNumber } from '@/lib/format'
import type { PlaylistItem } from '@/lib/spotify/shapes'

export type TrackRowProps = { position: number; item: PlaylistItem }

export function TrackRow({ position, item }: TrackRowProps) {
  return (
    <li
      // If the row contains no link, the row itself receives focus.
      tabIndex={item.spotifyUrl ? undefined : -1}
      className={`${rowShape} relative border-t border-line py-2.5 text-sm has-[a]:hover:bg-panel focus-visible:-outline-offset-3 print:py-1`}
    >
      <span className={`${lineShape} text-right text-soft tabular-nums max-wide:text-xs`}>
        {formatNumber(position)}
      </span>
      <TrackTitle item={item} />
      <p className="col-span-2 col-start-2 row-start-2 min-w-0 text-soft wide:contents">
        <TrackAlbum item={item} />
        <TrackDay item={item} />
      </p>
      <p className={`${lineShape} text-right text-soft tabular-nums max-wide:col-start-3 max-wide:row-start-1`}>
        <span className="sr-only">Length: </span>
        {item.durationMs === null ? '–' : formatDuration(item.durationMs)}
      </p>
    </li>
  )
}

type TrackProps = Pick<TrackRowProps, 'item'>

/** The title and artists of an item. If the item has a Spotify URL, the whole row links to Spotify. */
function TrackTitle({ item }: TrackProps) {
  const { kind, artists, album, spotifyUrl } = item
  const text = (
    <>
      <span className={`block text-base leading-snug ${kind === 'unavailable' ? 'text-soft italic' : ''}`}>
        <TrackName track={item} className="font-medium group-hover:underline" />
      </span>
      {artists.length > 0 && (
        <span className="block text-soft">
          <NameList names={artists} />
        </span>
      )}
      {isShow(item) && <bdi className="block text-soft wide:hidden">{album}</bdi>}
    </>
  )
  if (!spotifyUrl) return <p className={titleShape}>{text}</p>
  return (
    <a href={spotifyUrl} className={`group min-h-11 after:absolute after:inset-0 print:min-h-0 ${titleShape}`}>
      <span className="sr-only">Open Spotify: </span>
      {text}
    </a>
  )
}

/** Whether the item belongs to a show and has no artists. On a narrow screen, the show's name appears in place of the artists. */
const isShow = ({ artists, album }: PlaylistItem) => artists.length === 0 && album !== null

function TrackAlbum({ item }: TrackProps) {
  const { kind, album } = item
  return (
    <span className={`${lineShape} min-w-0 break-words ${album === null || isShow(item) ? 'max-wide:hidden' : ''}`}>
      <span className="sr-only">{kind === 'episode' ? 'Show: ' : 'Album: '}</span>
      <bdi>{album ?? '–'}</bdi>
      {item.addedAt && <span className="wide:hidden"> · </span>}
    </span>
  )
}

function TrackDay({ item: { addedAt } }: TrackProps) {
  const day = addedAt && formatDate(addedAt)
  return (
    <span className={`${lineShape} ${day ? '' : 'max-wide:hidden'}`}>
      <span className="sr-only">Added: </span>
      {day ? <time dateTime={addedAt}>{day}</time> : '–'}
    </span>
  )
}

/** Column headings. The headings are hidden from screen readers because each row labels its own fields. */
export function TrackHeadings() {
  return (
    <div aria-hidden="true" className={`${rowShape} pb-2 text-sm font-semibold text-soft max-wide:hidden`}>
      <span className="text-right">#</span>
      <span>Title</span>
      <span>Album or show</span>
      <span>Added</span>
      <span className="text-right">Length</span>
    </div>
  )
}

export function TrackRowSkeleton() {
  return (
    <li className={`${rowShape} border-t border-line py-2.5`}>
      <span className="blank mt-1 h-4" />
      <span className="flex min-h-11 flex-col gap-2">
        <span className="blank h-5 w-3/5" />
        <span className="blank h-4 w-2/5" />
      </span>
      <span className="blank col-start-2 row-start-2 mt-1 h-4 w-4/5 wide:hidden" />
      <span className="blank mt-1 hidden h-4 w-4/5 wide:block" />
      <span className="blank mt-1 hidden h-4 w-20 wide:block" />
      <span className="blank mt-1 h-4 max-wide:col-start-3 max-wide:row-start-1" />
    </li>
  )
}

const rowShape =
  'grid grid-cols-[2.5rem_minmax(0,1fr)_3.5rem] gap-x-3 break-inside-avoid wide:grid-cols-[3rem_minmax(0,5fr)_minmax(0,4fr)_6.5rem_3.5rem] wide:gap-x-5'
const titleShape = 'block min-w-0 break-words'
/** Aligns small text with the title's larger text. */
const lineShape = 'wide:pt-0.5'
