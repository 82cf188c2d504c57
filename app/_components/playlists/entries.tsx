import type { ComponentProps } from 'react'
import { PlaylistCard, PlaylistCardSkeleton, type PlaylistEntryProps } from '@/app/_components/playlist-card'
import type { Choices } from './choices'
import { PlaylistRow, PlaylistRowSkeleton } from './playlist-row'

type Look = {
  list: string
  entry: string
  Entry: (props: PlaylistEntryProps) => React.ReactNode
  Skeleton: () => React.ReactNode
}

/** The two ways to show playlists. */
export const looks: Record<Choices['view'], Look> = {
  grid: {
    list: 'entry-grid',
    entry: 'entry-card',
    Entry: PlaylistCard,
    Skeleton: PlaylistCardSkeleton,
  },
  list: {
    list: 'entry-rows',
    entry: 'entry-row',
    Entry: PlaylistRow,
    Skeleton: PlaylistRowSkeleton,
  },
}

export type BlankEntryProps = ComponentProps<'li'> & { view: Choices['view'] }

/** Where a playlist will be. */
export function BlankEntry({ view, ...rest }: BlankEntryProps) {
  const { entry, Skeleton } = looks[view]
  return (
    <li {...rest} aria-hidden="true" className={`no-script:hidden ${entry}`}>
      <Skeleton />
    </li>
  )
}
