'use client'

import { useDeferredValue, useEffect, useMemo, useRef } from 'react'
import { useHeardRead } from '@/app/_components/use-heard-read-client'
import { useLazy } from '@/app/_components/use-lazy-client'
import { useScript } from '@/app/_components/use-script-client'
import { Controls } from './controls-client'
import { isAsItCame, toHeard, toProgress, toShown } from './counted'
import { focusInSight } from './focus-in-sight-client'
import { countFresh, missingPages, stalePages } from './kept'
import { NothingFound } from './nothing-found-client'
import { ListEnd, SkipList } from './skip-list-client'
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
  const { rows, found, size } = useMemo(
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
  const press = useHeardRead(isRefreshing, hasFailed, refresh)
  const FailureBar = useLazy(isTrying || hasFailed, loadFailureBar)
  const words = toProgress(kept, choices, found)
  const clear = () => {
    choosing.choose({ q: '', show: 'all' })
    searchRef.current?.focus()
  }
  const takeFocus = () => focusInSight(listRef.current, searchRef.current)
  return (
    <>
      <Controls {...choosing} searchRef={searchRef} isDisabled={!hasScript} />
      <Summary
        words={words}
        heard={!isAsItCame(choices) && (isLoading ? 'Reading all of your playlists…' : toHeard(words, choices))}
        isPart={rendered.end - rendered.start < rows.length}
        isRefreshing={isRefreshing}
        isDisabled={!hasScript}
        refresh={press}
      />
      <SkipList isBarShown={hasFailed} />
      <div className={kept.total > kept.limit && !isAsItCame(choices) ? 'min-h-dvh no-script:min-h-0' : ''}>
        {rows.length > 0 ? (
          <WindowList {...{ listRef, rows, size, rendered, shape, viewerId }} view={choices.view} />
        ) : (
          <NothingFound choices={choices} clear={clear} isWhole={missingPages(kept).length === 0} />
        )}
      </div>
      <ListEnd />
      {FailureBar ? (
        <FailureBar {...{ failure, isTrying, retry, takeFocus }} freshCount={countFresh(kept)} />
      ) : (
        // Not before it is known: a button that another takes the place of would lose the focus.
        <PlainFailure hasFailed={hasFailed && FailureBar === null} retry={retry} takeFocus={takeFocus} />
      )}
    </>
  )
}

type PlainFailureProps = { hasFailed: boolean; retry: () => void; takeFocus: () => void }

/** Where the words for every failure cannot be had. */
function PlainFailure({ hasFailed, retry, takeFocus }: PlainFailureProps) {
  const press = () => {
    takeFocus()
    retry()
  }
  return (
    <div className={hasFailed ? 'mt-6 flex flex-wrap items-center gap-x-4' : 'sr-only'}>
      <p role="status">{hasFailed && 'Not loaded.'}</p>
      {hasFailed && (
        <button type="button" onClick={press} className="button-quiet">
          Try again
        </button>
      )}
    </div>
  )
}

/** Where an address asks for a later page, the list begins above what one sees. */
function topOf(list: HTMLElement | null, rowTop: number): number | null {
  if (!list || !rowTop) return null
  return list.getBoundingClientRect().top + scrollY + rowTop
}
