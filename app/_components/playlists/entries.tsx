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
    list: 'relative grid grid-cols-[repeat(auto-fill,minmax(min(8.5rem,100%),1fr))] gap-x-4 gap-y-6 sm:grid-cols-[repeat(auto-fill,minmax(min(15rem,100%),1fr))] sm:gap-4',
    entry:
      'relative flex flex-col gap-3 sm:rounded-small sm:border sm:border-line sm:bg-panel sm:p-4 sm:hover:border-edge',
    Entry: PlaylistCard,
    Skeleton: PlaylistCardSkeleton,
  },
  list: {
    list: 'relative grid grid-cols-1',
    entry: 'relative flex min-h-16 items-center gap-3 border-t border-line py-2 sm:gap-4 hover:bg-panel',
    Entry: PlaylistRow,
    Skeleton: PlaylistRowSkeleton,
  },
}

export type BlankEntryProps = ComponentProps<'li'> & { view: Choices['view'] }

/** Where a playlist will be. */
export function BlankEntry({ view, ...rest }: BlankEntryProps) {
  const { entry, Skeleton } = looks[view]
  return (
    <li {...rest} aria-hidden="true" className={entry}>
      <Skeleton />
    </li>
  )
}
