'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useLazy } from '@/app/_components/use-lazy-client'
import { useScript } from '@/app/_components/use-script-client'
import { Controls } from './controls-client'
import { isAsItCame, toProgress, toShown } from './counted'
import { missingPages, stalePages } from './kept'
import { NothingFound } from './nothing-found-client'
import { Summary } from './summary-client'
import { useChoices } from './use-choices-client'
import { type ServedPlaylists, usePlaylists } from './use-playlists-client'
import { useScrollMemory } from './use-scroll-memory-client'
import { useShape } from './use-window-client'
import { toAhead, toWindow } from './window'
import { WindowList } from './window-list-client'

/** Comes with the first request for more, so that it is there when the network goes. */
const loadFailureBar = () => import('./failure-bar-client').then(({ FailureBar }) => FailureBar)

/** All of somebody's playlists: what one chooses to see, how much of it is there, and the part of it that is in sight. */
export function PlaylistsClient(props: ServedPlaylists) {
  const { served, viewerId } = props
  const { kept, failure, load, retry, refresh } = usePlaylists(props)
  const choosing = useChoices()
  // Typing goes before finding.
  const choices = useDeferredValue(choosing.choices)
  const listRef = useRef<HTMLUListElement>(null)
  const searchRef = useRef<HTMLInputElement>(null)
  const hasScript = useScript()
  const hasFailed = failure !== null
  const { rows, found } = useMemo(
    () => toShown(kept, choices, viewerId, hasFailed),
    [kept, choices, viewerId, hasFailed],
  )

  const shape = useShape(listRef, `${choices.view} ${rows.length > 0}`)
  const begin = isAsItCame(choices) ? Math.min(served.offset, rows.length) : 0
  const unmeasured = { start: begin, end: Math.min(begin + served.limit, rows.length), before: 0, after: 0 }
  const rendered = shape ? toWindow(shape, rows.length) : unmeasured
  const beginRow = shape ? Math.floor(begin / shape.columns) : 0
  const isThere = useScrollMemory(shape !== null, () => topOf(listRef.current, beginRow * (shape?.pitch ?? 0)))

  const ahead = shape && isThere ? toAhead(shape, rows.length) : { start: 0, end: 0 }
  // A page view costs one call: what stands before it in the same row comes when one scrolls there.
  if (shape?.firstRow === beginRow) ahead.start = Math.max(ahead.start, begin)
  const inSight = rows.slice(ahead.start, ahead.end).filter((row) => typeof row === 'number')
  const wanted = isAsItCame(choosing.choices) ? [...new Set(inSight)] : missingPages(kept)
  useEffect(() => load(wanted))

  const isRefreshing = !hasFailed && stalePages(kept).length > 0
  const isLoading = !hasFailed && wanted.length > 0
  const isTrying = isRefreshing || isLoading
  const FailureBar = useLazy(isTrying || hasFailed, loadFailureBar)
  const words = toProgress(kept, choices, found)
  const clear = () => {
    choosing.choose({ q: '', show: 'all' })
    searchRef.current?.focus()
  }
  return (
    <>
      <Controls {...choosing} searchRef={searchRef} isDisabled={!hasScript} />
      <Summary
        words={words}
        heard={!isAsItCame(choices) && (isLoading ? 'Reading all of your playlists…' : words)}
        isRefreshing={isRefreshing}
        isDisabled={!hasScript}
        refresh={refresh}
      />
      <div className={kept.total > kept.limit && !isAsItCame(choices) ? 'min-h-dvh' : ''}>
        {rows.length > 0 ? (
          <WindowList {...{ listRef, rows, rendered, shape, viewerId }} view={choices.view} />
        ) : (
          <NothingFound choices={choices} clear={clear} />
        )}
      </div>
      {FailureBar ? (
        <FailureBar failure={failure} isTrying={isTrying} retry={retry} />
      ) : (
        hasFailed && (
          <button type="button" onClick={retry} className="button-quiet">
            Not loaded. Try again
          </button>
        )
      )}
    </>
  )
}

/** Where an address asks for a later page, the list begins above what one sees. */
function topOf(list: HTMLElement | null, rowTop: number): number | null {
  if (!list || !rowTop) return null
  return list.getBoundingClientRect().top + scrollY + rowTop
}
