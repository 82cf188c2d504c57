import type { ComponentProps } from 'react'
import { PlaylistCard, type PlaylistEntryProps } from '@/app/_components/playlist-card'
import { hasLogo } from '@/app/_components/spotify-link'
import type { Choices } from './choices'
import { PlaylistRow } from './playlist-row'

type Look = {
  list: string
  entry: string
  Entry: (props: PlaylistEntryProps) => React.ReactNode
  blank: string
}

/** The two ways to show playlists. */
export const looks: Record<Choices['view'], Look> = {
  grid: {
    list: 'entry-grid',
    entry: 'entry-card',
    Entry: PlaylistCard,
    // As in a card, tags and link stand side by side where there is room.
    blank: `entry-card blank-card ${hasLogo ? '' : '@container'}`,
  },
  list: {
    list: 'entry-rows',
    entry: 'entry-row',
    Entry: PlaylistRow,
    blank: 'entry-row blank-row',
  },
}

export type BlankEntryProps = ComponentProps<'li'> & { view: Choices['view'] }

/** Where a playlist will be. */
export const BlankEntry = ({ view, ...rest }: BlankEntryProps) => (
  <li {...rest} aria-hidden="true" className={looks[view].blank} />
)
