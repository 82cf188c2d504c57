'use client'

import { EmptyPlace } from '@/app/_components/empty-place'
import { type Choices, isNarrowed, shows } from './choices'

export type NothingFoundProps = {
  choices: Choices
  clear: () => void
  /** Whether all playlists have been read, so that it is certain. */
  isWhole: boolean
}

/** Nothing of what has been read is to be shown. */
export function NothingFound({ choices, clear, isWhole }: NothingFoundProps) {
  const { q, show } = choices
  if (!isNarrowed(choices))
    return (
      <EmptyPlace title="Nothing to show">
        <p>There is nothing in your list that Spotify tells anything about.</p>
      </EmptyPlace>
    )
  return (
    <EmptyPlace title={isWhole ? 'Nothing matches' : 'Nothing found so far'}>
      <p className="mb-4 break-words">
        No playlist{!isWhole && ' of those that are loaded'}
        {show !== 'all' && ` under “${shows[show]}”`}
        {q.trim() && (
          <>
            {' '}
            has “<bdi>{q.trim()}</bdi>” in its name or its owner’s
          </>
        )}
        .
      </p>
      <button type="button" onClick={clear} className="button-quiet no-script:hidden">
        Show all playlists
      </button>
    </EmptyPlace>
  )
}
