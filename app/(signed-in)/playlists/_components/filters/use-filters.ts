'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Filters, parseFilters, withFilters } from './filters'

/**
 * How long to wait before writing a change to the URL. WebKit allows 100 history changes in 10 seconds, and Next's router makes two
 * for each URL change.
 */
const settleMs = 500

export type FilterState = {
  filters: Filters
  setFilters: (change: Partial<Filters>) => void
}

/**
 * Returns the filters, whose initial values come from the URL, and a function for changing them. Writes changes to the URL without
 * sending a request, either after a short pause or when the visitor clicks a link.
 */
export function useFilters(): FilterState {
  const query = useSearchParams()
  const [filters, setFilters] = useState(() => parseFilters(new URLSearchParams(query)))
  const written = useRef<string | null>(null)

  const write = useEffectEvent(() => {
    // On back navigation, the URL may change to another page's URL before this page unmounts.
    if (location.pathname !== playlistsPath) return
    const search = withFilters(location.search, filters)
    if (search !== location.search) history.replaceState(null, '', `${playlistsPath}${search}`)
    written.current = location.search
  })
  const adopt = useEffectEvent(() => {
    // Ignores the URL that this page wrote last, because the visitor may have typed more by the time the router reports that URL.
    if (written.current !== null && written.current !== location.search)
      setFilters(parseFilters(new URLSearchParams(location.search)))
    written.current = location.search
  })
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs whenever the router reports a new URL
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

/**
 * Catches the error that WebKit throws after 100 history changes in 10 seconds, because the error would break Next's router
 * (16.4.6). Until WebKit allows history changes again, filters don't update the URL, and links trigger full page loads.
 */
for (const name of typeof history === 'undefined' ? [] : (['pushState', 'replaceState'] as const)) {
  const change = history[name].bind(history)
  history[name] = (state, unused, url) => {
    try {
      change(state, unused, url)
    } catch (error) {
      if (!(error instanceof DOMException && error.name === 'SecurityError')) throw error
      console.warn(error)
      if (name === 'pushState' && url) location.assign(url)
    }
  }
}
