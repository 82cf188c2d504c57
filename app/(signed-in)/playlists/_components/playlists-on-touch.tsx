'use client'

import { lazy, useEffect } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { isUnfiltered } from './filters/filters'
import { useFilters } from './filters/filters-provider'
import type { SearchablePlaylistsProps } from './searchable-playlists'

const presses = ['pointerdown', 'touchstart', 'keydown', 'click']
const touches = [...presses, 'pointermove', 'focusin', 'scroll']

let loadNow = () => {}
const mayLoad = untilTouched(touches)

/** Resolves at the first of these events, or when `loadNow` is called. On the server, resolves at once. */
function untilTouched(events: string[]): Promise<void> {
  if (typeof window === 'undefined') return Promise.resolve()
  return new Promise((resolve) => {
    loadNow = resolve
    for (const event of events) addEventListener(event, () => resolve(), { capture: true, passive: true, once: true })
  })
}

/** Set by the inline script in `signed-in-frame.tsx`, which stores the last click. React doesn't replay clicks from before hydration. */
const early = globalThis as { holdClick?: ((event: Event) => void) | undefined; heldClick?: Element }

// The visitor may have clicked before this script was loaded. After a reload, the browser may have restored the scroll position.
if (typeof window !== 'undefined' && (scrollY > 0 || early.heldClick)) loadNow()

const load = async () => ({ default: (await import('./searchable-playlists')).SearchablePlaylists })

const SearchablePlaylists = lazy(async () => {
  await mayLoad
  try {
    return await load()
  } catch (error) {
    // Without server-rendered playlists, the visitor sees an error page at once.
    if (!document.querySelector('.entries li')) throw error
  }
  // Otherwise, the playlists stay visible, and the next tap or key press retries. If the script still can't be loaded, for example
  // because a deployment has replaced it, the visitor sees an error page.
  await untilTouched(presses)
  return load()
})

/**
 * The list of playlists. The browser loads the list's script and hydrates the list when the visitor first interacts with the page.
 * Until then, the server's HTML is readable, and its links work.
 */
export function PlaylistsOnTouch(props: SearchablePlaylistsProps) {
  const isHydrated = useHydrated()
  const { filters } = useFilters()
  // Runs during rendering, because no effect runs before the list has loaded.
  // A page opened by client-side navigation has no server-rendered list to show in the meantime.
  // Filters need more pages, and a list that starts on a later page must scroll to that page.
  if (isHydrated || !isUnfiltered(filters) || props.page.offset > 0) loadNow()
  useEffect(repeatPress, [])
  return <SearchablePlaylists {...props} />
}

/** If the visitor's last click before hydration was on a button in the list, clicks that button again. */
function repeatPress() {
  if (!early.holdClick) return
  removeEventListener('click', early.holdClick, true)
  early.holdClick = undefined
  early.heldClick?.closest<HTMLElement>('.playlists button')?.click()
}
