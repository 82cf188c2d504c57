'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Filters, parseFilters, withFilters } from './filters'

/**
 * How long to wait before a change is written to the URL. WebKit allows 100 history changes in 10 seconds, and Next's router makes
 * two for each change of the URL.
 */
const settleMs = 500

export type FilterState = {
  filters: Filters
  setFilters: (change: Partial<Filters>) => void
}

/**
 * Returns the filters, which start with the values in the URL, and a function to change them. Writes changes to the URL without a
 * request, after a short pause or when the visitor clicks a link.
 */
export function useFilters(): FilterState {
  const query = useSearchParams()
  const [filters, setFilters] = useState(() => parseFilters(new URLSearchParams(query)))
  const written = useRef<string | null>(null)

  const write = useEffectEvent(() => {
    // On back navigation, the URL may change to that of another page before this page is unmounted.
    if (location.pathname !== playlistsPath) return
    const search = withFilters(location.search, filters)
    if (search !== location.search) history.replaceState(null, '', `${playlistsPath}${search}`)
    written.current = location.search
  })
  const adopt = useEffectEvent(() => {
    // Ignores the URL that this page wrote last: the router may still report it after the visitor has typed more.
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
 * WebKit throws an error after 100 history changes in 10 seconds, which breaks Next's router (16.4.6). This code catches the error.
 * The URL then stays the same, and links load the whole page.
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
