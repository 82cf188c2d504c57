'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Filters, parseFilters, withFilters } from './filters'
import './webkit-history-limit'

/** WebKit allows 100 URL changes in 10 seconds, and the router doubles each one. */
const settleMs = 500

export type FilterState = {
  filters: Filters
  setFilters: (change: Partial<Filters>) => void
}

/** The filters in the URL. Changes are written to it without a request, after a short pause or when a link leaves the page. */
export function useFilters(): FilterState {
  const query = useSearchParams()
  const [filters, setFilters] = useState(() => parseFilters(new URLSearchParams(query)))
  const written = useRef<string | null>(null)

  const write = useEffectEvent(() => {
    // Back navigation may have changed the URL already, before this page is gone.
    if (location.pathname !== playlistsPath) return
    const search = withFilters(location.search, filters)
    if (search !== location.search) history.replaceState(null, '', `${playlistsPath}${search}`)
    written.current = location.search
  })
  const adopt = useEffectEvent(() => {
    // Not what was written here: the router may still have an older URL than what was typed.
    if (written.current !== null && written.current !== location.search)
      setFilters(parseFilters(new URLSearchParams(location.search)))
    written.current = location.search
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: on each URL of the router
  useEffect(() => adopt(), [query])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change restarts the timer
  useEffect(() => {
    const timer = setTimeout(() => write(), settleMs)
    return () => clearTimeout(timer)
  }, [filters])
  useEffect(() => {
    const onClick = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest('a')) write()
    }
    addEventListener('click', onClick, { capture: true })
    return () => removeEventListener('click', onClick, { capture: true })
  }, [])

  return { filters, setFilters: (change) => setFilters({ ...filters, ...change }) }
}
