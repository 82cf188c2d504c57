'use client'

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { maxSearchLength } from './choices'

export type SearchProps = {
  fieldRef: RefObject<HTMLInputElement | null> | undefined
  /** Whether there is something to lead to. */
  hasKey: boolean
  value: string
  onChange: (value: string) => void
}

/** The field for names and owners; the key `/` leads to it. */
export function Search({ fieldRef, hasKey, value, onChange }: SearchProps) {
  return (
    <search className="relative flex min-w-0 grow basis-[min(16rem,100%)]">
      <input
        ref={fieldRef}
        aria-label="Search by name or owner"
        type="search"
        dir="auto"
        placeholder="Name or owner"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxSearchLength}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        className="field w-full pr-12"
      />
      {hasKey && <SearchKey lead={() => fieldRef?.current?.focus()} />}
    </search>
  )
}

/**
 * Says that there is a key, and switches it off: somebody who speaks to the machine would press it by accident (WCAG 2.1.4).
 * Where this is not shown, on screens without a keyboard, the key does nothing.
 */
function SearchKey({ lead }: { lead: () => void }) {
  const buttonRef = useRef<HTMLButtonElement>(null)
  const [isOn, setIsOn] = useState(true)
  useEffect(() => setIsOn(readIsOn()), [])
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (key !== '/' || ctrlKey || metaKey || altKey || !isOn || !buttonRef.current?.checkVisibility()) return
    if ((target as Element).matches('input:not([type=radio]), textarea, select, [contenteditable]')) return
    event.preventDefault()
    lead()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const onClick = () => {
    setIsOn(!isOn)
    keepIsOn(!isOn)
  }
  return (
    <button
      ref={buttonRef}
      type="button"
      aria-pressed={isOn}
      aria-label="Key / for the search"
      title="Leads to the search. Press to switch it off or on."
      onClick={onClick}
      className="absolute inset-y-0 right-0 hidden min-w-11 cursor-pointer items-center justify-center pointer-fine:flex"
    >
      <kbd className="rounded-small border border-edge px-2 font-sans text-sm text-soft in-aria-[pressed=false]:line-through">
        /
      </kbd>
    </button>
  )
}

const storageKey = 'search-key'

// A browser may keep nothing at all, and says so by throwing.
function readIsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

function keepIsOn(isOn: boolean) {
  try {
    localStorage.setItem(storageKey, isOn ? 'on' : 'off')
  } catch {
    // Then the choice holds for this page alone.
  }
}
