'use client'

import { useEffect, useRef } from 'react'
import { LoadNotice } from '@/app/_components/load-notice'
import { Pager } from '@/app/_components/pager'
import { useHeardRead } from '@/app/_components/use-heard-read-client'
import { useScript } from '@/app/_components/use-script-client'
import { toNumber } from '@/app/_components/words'
import type { Page, PlaylistItem } from '@/lib/spotify/shapes'
import { playlistPath } from '@/lib/urls'
import { ItemChunk } from './item-chunk'
import { ItemHeadings } from './item-row'
import { useEnd } from './use-end-client'
import { type Pages, usePages } from './use-pages-client'
import { toTarget, useRows } from './use-rows-client'

export type ItemsProps = { playlistId: string; viewerId: string; served: Page<PlaylistItem>; madeAtMs: number }

/** The tracks of a playlist from the served page on: more as the end comes near, or by the button. */
export function ItemsClient({ playlistId, viewerId, served, madeAtMs }: ItemsProps) {
  const address = `/api/playlists/${encodeURIComponent(playlistId)}/items`
  const list = usePages({ served, madeAtMs, address, viewerId })
  const listRef = useRef<HTMLDivElement>(null)
  const rows = useRows(listRef, list.pages)
  return (
    <>
      <ItemsStatus list={list} />
      <p className="mb-4 text-sm text-soft print:hidden">
        Press a title to open it on Spotify.
        <span className="no-script:hidden pointer-coarse:hidden">
          {' '}
          By keyboard: ↑ and ↓ go from track to track, Home and End to the first and the last.
        </span>
      </p>
      <ItemHeadings />
      <div ref={listRef} {...rows}>
        {list.pages.map((page) => (
          <ItemChunk key={page.offset} page={page} />
        ))}
      </div>
      <More list={list} focusNew={() => focusFirstOf(listRef.current?.lastElementChild)} />
      <div className={served.offset === 0 ? 'mt-8 hidden no-script:block' : 'mt-8'}>
        <Pager
          page={served.offset / served.limit + 1}
          total={list.total}
          limit={served.limit}
          toHref={(page) => playlistPath(playlistId, page)}
        />
      </div>
    </>
  )
}

type ListProps = { list: Pages<PlaylistItem> }

/** How much of the list is here, and the way to read it again. */
function ItemsStatus({ list }: ListProps) {
  const { isRefreshing, refresh, refreshFailure } = list
  const press = useHeardRead(isRefreshing, refreshFailure !== null, refresh)
  const isListening = useScript()
  return (
    <div className="mb-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p role="status" className="text-soft">
        {toProgress(list)}
      </p>
      <div className="no-script:hidden flex flex-wrap items-center gap-4 print:hidden">
        <LoadNotice failure={refreshFailure} isTrying={isRefreshing} retry={refresh} />
        <button
          type="button"
          disabled={!isListening}
          aria-disabled={isRefreshing}
          onClick={isRefreshing ? undefined : press}
          className="button-quiet"
        >
          {isRefreshing ? 'Refreshing…' : 'Refresh'}
        </button>
      </div>
    </div>
  )
}

/** "150 of 1,200 tracks"; of a list that began later: "51 to 150 of 1,200 tracks". */
function toProgress({ pages, total }: Pages<PlaylistItem>): string {
  const offset = pages[0]?.offset ?? 0
  const count = pages.reduce((sum, { items }) => sum + items.length, 0)
  if (offset > 0) return `${toNumber(offset + 1)} to ${toNumber(offset + count)} of ${toNumber(total)} tracks`
  if (count >= total) return total === 1 ? '1 track' : `All ${toNumber(total)} tracks`
  return `${toNumber(count)} of ${toNumber(total)} tracks`
}

function More({ list, focusNew }: ListProps & { focusNew: () => void }) {
  const { pages, total, hasMore, isLoading, isRefreshing, failure, refreshFailure, loadMore } = list
  const buttonRef = useRef<HTMLButtonElement>(null)
  const wasPressed = useRef(false)
  const isListening = useScript()
  const { limit, offset } = pages.at(-1) ?? { limit: 0, offset: 0 }
  const goOn = () => {
    // Who stands on the button decides by it, and can get past it.
    if (document.activeElement !== buttonRef.current) loadMore()
  }
  // A list that began later has its page links below, which must not run away.
  const goesOn = pages[0]?.offset === 0 && hasMore && !isLoading && !isRefreshing && !failure && !refreshFailure
  const endRef = useEnd(pages.length, goesOn, goOn)
  const press = () => {
    wasPressed.current = true
    loadMore()
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page that has come
  useEffect(() => {
    const isHere = [document.body, buttonRef.current].includes(document.activeElement as HTMLButtonElement)
    if (wasPressed.current && isHere) focusNew()
    wasPressed.current = false
  }, [pages.length])
  return (
    <div ref={endRef} className="no-script:hidden mt-8 flex flex-col items-center gap-3 text-center print:hidden">
      {hasMore && (
        <button
          ref={buttonRef}
          type="button"
          disabled={!isListening}
          aria-disabled={isLoading || isRefreshing}
          onClick={isLoading || isRefreshing ? undefined : press}
          className="button"
        >
          {isLoading ? 'Loading…' : `Load ${Math.min(limit, total - offset - limit)} more`}
        </button>
      )}
      <LoadNotice failure={failure} isTrying={isLoading} retry={loadMore} />
    </div>
  )
}

/** After a press, the keyboard goes on at the first new row and not at a button that has moved away. */
function focusFirstOf(chunk: Element | null | undefined) {
  const row = chunk?.firstElementChild
  if (row instanceof HTMLElement) toTarget(row).focus({ preventScroll: true })
}
