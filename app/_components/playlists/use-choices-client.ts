'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Choices, parseChoices, withChoices } from './choices'
import { onLinkClick } from './on-link-click'
import './history-limit'

/** WebKit takes 100 changes of the address in 10 seconds, and the router makes a second one of each. */
const maxWrites = 10
const periodMs = 10_000
const settleMs = 500

export type Choosing = {
  choices: Choices
  choose: (change: Partial<Choices>) => void
}

/**
 * The choices of the address, and changes to them, which go into it without a call to the server. What is typed waits until
 * no more follows or a link leaves the page, and so does the rest where there are many changes.
 */
export function useChoices(): Choosing {
  const query = useSearchParams()
  const [choices, setChoices] = useState(() => parseChoices(new URLSearchParams(query)))
  const written = useRef<string | null>(null)
  const writtenAtMs = useRef<number[]>([])

  const write = (next: Choices) => {
    // The way back may have left already, and this page is still to follow.
    if (location.pathname !== playlistsPath) return
    const search = withChoices(location.search, next)
    if (search !== location.search) {
      writtenAtMs.current = [Date.now(), ...writtenAtMs.current].slice(0, maxWrites)
      history.replaceState(null, '', `${playlistsPath}${search}`)
    }
    written.current = location.search
  }
  const adopt = useEffectEvent(() => {
    // Only what somebody else wrote: the router may be late with what was typed.
    if (written.current !== null && written.current !== location.search)
      setChoices(parseChoices(new URLSearchParams(location.search)))
    written.current = location.search
  })
  const writeLate = useEffectEvent(() => write(choices))
  // biome-ignore lint/correctness/useExhaustiveDependencies: each time that the router has another address
  useEffect(() => adopt(), [query])
  // biome-ignore lint/correctness/useExhaustiveDependencies: each change starts the wait anew
  useEffect(() => {
    const timer = setTimeout(() => writeLate(), settleMs)
    return () => clearTimeout(timer)
  }, [choices])
  useEffect(() => onLinkClick(() => writeLate()), [])

  const choose = (change: Partial<Choices>) => {
    const next = { ...choices, ...change }
    setChoices(next)
    const isOften = Date.now() - (writtenAtMs.current[maxWrites - 1] ?? 0) < periodMs
    if (!change.q && !isOften) write(next)
  }
  return { choices, choose }
}
