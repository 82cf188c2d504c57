'use client'

import { useSearchParams } from 'next/navigation'
import {
  createContext,
  type ReactNode,
  type RefObject,
  useContext,
  useEffect,
  useEffectEvent,
  useRef,
  useState,
  useSyncExternalStore,
} from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Filters, parseFilters, withFilters } from './filters'

/**
 * How long to wait before writing a change to the URL. WebKit allows 100 history changes in 10 seconds, and Next's router makes two
 * for each URL change.
 */
const settleMs = 500

/**
 * The current filters. They are stored outside React because the toolbar can change them before the list is hydrated. If a React
 * context changed then, React would replace the server-rendered list with its placeholder until the list's script has loaded.
 */
class FilterStore {
  readonly initial: Filters
  #filters: Filters
  readonly #listeners = new Set<() => void>()

  constructor(initial: Filters) {
    this.initial = initial
    this.#filters = initial
  }

  get = () => this.#filters

  set = (change: Partial<Filters>) => {
    this.#filters = { ...this.#filters, ...change }
    for (const onChange of this.#listeners) onChange()
  }

  subscribe = (onChange: () => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }
}

type FiltersContextValue = { store: FilterStore; searchRef: RefObject<HTMLInputElement | null> }

const FiltersContext = createContext<FiltersContextValue | null>(null)

/** Returns the filters, a function for changing them, and a reference to the search field. */
export function useFilters() {
  const value = useContext(FiltersContext)
  if (!value) throw new Error('useFilters needs a FiltersProvider')
  const { store, searchRef } = value
  const filters = useSyncExternalStore(store.subscribe, store.get, () => store.initial)
  return { filters, setFilters: store.set, searchRef }
}

/**
 * Provides the filters to the toolbar and to the list. The initial filters come from the URL. Writes changes to the URL without
 * sending a request, either after a short pause or when the visitor clicks a link.
 */
export function FiltersProvider({ children }: { children: ReactNode }) {
  const query = useSearchParams()
  const searchRef = useRef<HTMLInputElement>(null)
  const [value] = useState(() => ({ store: new FilterStore(parseFilters(new URLSearchParams(query))), searchRef }))
  return (
    <FiltersContext value={value}>
      {children}
      <FiltersInUrl query={query} />
    </FiltersContext>
  )
}

function FiltersInUrl({ query }: { query: URLSearchParams }) {
  const { filters, setFilters } = useFilters()
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
  return null
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
