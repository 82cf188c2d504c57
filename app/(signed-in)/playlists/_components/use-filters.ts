'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Filters, parseFilters, withFilters } from './filters'
import './history-limit'

/** WebKit takes 100 changes of the address in 10 seconds, and the router makes a second one of each. */
const settleMs = 500

export type FilterState = {
  filters: Filters
  setFilters: (change: Partial<Filters>) => void
}

/**
 * The filters in the URL. Changes go into it without a request to the server, once no other has followed for a moment or a
 * link leaves the page.
 */
export function useFilters(): FilterState {
  const query = useSearchParams()
  const [filters, setFilters] = useState(() => parseFilters(new URLSearchParams(query)))
  const written = useRef<string | null>(null)

  const write = useEffectEvent(() => {
    // Back navigation may have left already, with this page still to follow.
    if (location.pathname !== playlistsPath) return
    const search = withFilters(location.search, filters)
    if (search !== location.search) history.replaceState(null, '', `${playlistsPath}${search}`)
    written.current = location.search
  })
  const adopt = useEffectEvent(() => {
    // Only what somebody else wrote: the router may be late with what was typed.
    if (written.current !== null && written.current !== location.search)
      setFilters(parseFilters(new URLSearchParams(location.search)))
    written.current = location.search
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that the router has another URL
  useEffect(() => adopt(), [query])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait anew
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
