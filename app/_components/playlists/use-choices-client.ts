'use client'

import { useSearchParams } from 'next/navigation'
import { useEffect, useEffectEvent, useRef, useState } from 'react'
import { playlistsPath } from '@/lib/urls'
import { type Choices, parseChoices, withChoices } from './choices'

/** Some browsers take only so many changes of the address in a time. */
const settleMs = 300

export type Choosing = {
  choices: Choices
  choose: (change: Partial<Choices>) => void
  /** Puts what was typed into the address without waiting for more. */
  flush: () => void
}

/** The choices of the address, and changes to them, which go into it without a call to the server. */
export function useChoices(): Choosing {
  const query = useSearchParams()
  const [choices, setChoices] = useState(() => parseChoices(new URLSearchParams(query)))
  const written = useRef<string | null>(null)

  const write = (next: Choices) => {
    // The way back may have left already, and this page is still to follow.
    if (location.pathname !== playlistsPath) return
    const search = withChoices(location.search, next)
    if (search !== location.search) history.replaceState(null, '', `${playlistsPath}${search}`)
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
  // biome-ignore lint/correctness/useExhaustiveDependencies: each letter starts the wait anew
  useEffect(() => {
    const timer = setTimeout(() => writeLate(), settleMs)
    return () => clearTimeout(timer)
  }, [choices.q])

  const choose = (change: Partial<Choices>) => {
    const next = { ...choices, ...change }
    setChoices(next)
    if (change.q === undefined || change.q === '') write(next)
  }
  return { choices, choose, flush: () => write(choices) }
}
