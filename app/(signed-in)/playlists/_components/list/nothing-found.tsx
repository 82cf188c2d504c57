import { EmptyState } from '@/app/_components/ui/empty-state'
import { type Filters, isNarrowed, showLabels } from '@/app/(signed-in)/playlists/_components/filters/filters'

export type NothingFoundProps = {
  filters: Filters
  showAll: () => void
  /** Whether all playlists have been read, so that no match can follow. */
  isAllRead: boolean
}

export function NothingFound({ filters, showAll, isAllRead }: NothingFoundProps) {
  const { q, show } = filters
  if (!isNarrowed(filters))
    return (
      <EmptyState title="Nothing to show">
        <p>Spotify sent no details about the playlists in your list.</p>
      </EmptyState>
    )
  return (
    <EmptyState title={isAllRead ? 'No matches' : 'No matches yet'}>
      <p className="mb-4 break-words">
        {isAllRead ? 'No playlist' : 'No playlist loaded so far'}
        {show !== 'all' && ` under “${showLabels[show]}”`}
        {q.trim() ? (
          <>
            {' '}
            has “<bdi>{q.trim()}</bdi>” in its name or its owner’s name.
          </>
        ) : (
          '.'
        )}
      </p>
      <button type="button" onClick={showAll} className="button-quiet no-script:hidden">
        Show all playlists
      </button>
    </EmptyState>
  )
}
