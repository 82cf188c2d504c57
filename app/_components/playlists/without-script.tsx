import type { Route } from 'next'
import Link from 'next/link'
import type { ReactNode } from 'react'
import { Pager } from '@/app/_components/pager'
import { toAll, toCount, toNumber } from '@/app/_components/words'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { playlistsPagePath, playlistsPath } from '@/lib/urls'
import { type Choices, defaultChoices, isNarrowed, withChoices } from './choices'
import { isAsItCame, toProgress, toShown } from './counted'
import { withServed } from './kept'

export type WithoutScriptProps = {
  served: Page<Playlist>
  choices: Choices
  viewerId: string
  children: ReactNode
}

/** What a page without script has in place of one long list: how much of it this is, and plain links to the rest. */
export function WithoutScript({ served, choices, viewerId, children }: WithoutScriptProps) {
  const { offset, limit, total } = served
  const search = (page: number) => new URL(playlistsPagePath(page), 'http://page.invalid').search
  const toHref = (page: number) =>
    `${playlistsPath}${withChoices(search(page), { ...defaultChoices, view: choices.view })}` as Route
  return (
    <>
      <div className="mb-4 hidden font-display text-soft no-script:block">
        <p>{isAsItCame(choices) ? toRange(served) : toFound(served, choices, viewerId)}</p>
        {!isAsItCame(choices) && (
          <p>
            Search, filters and other orders need script.{' '}
            <Link href={toHref(1)} prefetch={false} className="link inline-flex min-h-11 items-center">
              Show all playlists
            </Link>
          </p>
        )}
      </div>
      {children}
      {isAsItCame(choices) && (
        <div className="mt-8 hidden no-script:block">
          <Pager page={offset / limit + 1} total={total} limit={limit} toHref={toHref} />
        </div>
      )}
    </>
  )
}

/** What was found in the one page that is here. Of an order there is nothing to see before all is. */
function toFound(served: Page<Playlist>, choices: Choices, viewerId: string): string | null {
  const kept = withServed(undefined, served, 0)
  const { found, size } = toShown(kept, choices, viewerId, false)
  return size >= 0 || (isNarrowed(choices) && choices.sort === 'added') ? toProgress(kept, choices, found) : null
}

function toRange({ items, offset, limit, total }: Page<Playlist>): string {
  const to = Math.min(offset + limit, total)
  const range =
    offset === 0 && to >= total
      ? toAll(total, 'playlist')
      : `${toNumber(offset + 1)} to ${toNumber(to)} of ${toCount(total, 'playlist')}`
  // Spotify sends nothing in place of some playlists, and others twice.
  const missing = to - offset - items.length
  return missing > 0 ? `${range}, ${toNumber(missing)} of them without anything to show` : range
}
