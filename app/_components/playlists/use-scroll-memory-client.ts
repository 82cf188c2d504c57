'use client'

import { useEffect, useEffectEvent, useLayoutEffect, useState } from 'react'
import { onLinkClick } from './on-link-click'

const restMs = 150

type Memory = { playlistsScrollY?: number } | null

/**
 * Where one was in the list, for the way back and a reload. The browser's own memory comes too early: the list has its height
 * only once it has been measured. `firstTop` is where to begin a list that does not begin at its top. Tells whether one is
 * there.
 */
export function useScrollMemory(isMeasured: boolean, firstTop: () => number | null): boolean {
  const [isThere, setIsThere] = useState(false)
  const restore = useEffectEvent(() => {
    const top = (history.state as Memory)?.playlistsScrollY ?? firstTop()
    if (top !== null) scrollTo({ top, behavior: 'instant' })
    // The browser's own comes a frame later.
    dispatchEvent(new Event('scroll'))
    setIsThere(true)
  })
  useLayoutEffect(() => {
    if (isMeasured) restore()
  }, [isMeasured])
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const save = () => {
      const state: Memory = history.state
      if (state?.playlistsScrollY !== scrollY) history.replaceState({ ...state, playlistsScrollY: scrollY }, '')
    }
    const saveAtRest = () => {
      clearTimeout(timer)
      timer = setTimeout(save, restMs)
    }
    addEventListener('scroll', saveAtRest, { passive: true })
    const endOnLinkClick = onLinkClick(save)
    return () => {
      clearTimeout(timer)
      removeEventListener('scroll', saveAtRest)
      endOnLinkClick()
    }
  }, [])
  return isThere
}
