'use client'

import { type RefObject, useEffect, useEffectEvent, useId, useRef, useSyncExternalStore } from 'react'
import { maxSearchLength } from './choices'

export type SearchProps = {
  fieldRef: RefObject<HTMLInputElement | null> | undefined
  value: string
  onChange: (value: string) => void
  onLeave: () => void
}

/** The field for names and owners; the key `/` leads to it. */
export function Search({ fieldRef, value, onChange, onLeave }: SearchProps) {
  const id = useId()
  return (
    <search className="relative flex min-w-0 grow basis-64">
      <label htmlFor={id} className="sr-only">
        Search by name or owner
      </label>
      <input
        ref={fieldRef}
        id={id}
        type="search"
        dir="auto"
        placeholder="Name or owner"
        autoComplete="off"
        spellCheck={false}
        maxLength={maxSearchLength}
        value={value}
        onChange={({ target }) => onChange(target.value)}
        onBlur={onLeave}
        className="field w-full pr-12"
      />
      <SearchKey lead={() => fieldRef?.current?.focus()} />
    </search>
  )
}

/**
 * Says that there is a key, and switches it off: somebody who speaks to the machine would press it by accident (WCAG 2.1.4).
 * Where this is not shown, on screens without a keyboard, the key does nothing.
 */
function SearchKey({ lead }: { lead: () => void }) {
  const buttonRef = useRef<HTMLButtonElement>(null)
  const isOn = useSyncExternalStore(listen, readIsOn, () => true)
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target, defaultPrevented } = event
    if (key !== '/' || ctrlKey || metaKey || altKey || defaultPrevented || !isOn) return
    if (!buttonRef.current?.checkVisibility()) return
    if (target instanceof Element && target.matches('input:not([type=radio]), textarea, select, [contenteditable]'))
      return
    event.preventDefault()
    lead()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  return (
    <button
      ref={buttonRef}
      type="button"
      aria-pressed={isOn}
      aria-label="Key / for the search"
      title={isOn ? 'Leads to the search. Press here to switch it off.' : 'Switched off'}
      onClick={() => writeIsOn(!isOn)}
      className="absolute inset-y-0 right-0 hidden min-w-11 cursor-pointer items-center justify-center pointer-fine:flex"
    >
      <kbd className="rounded-small border border-edge px-2 font-sans text-sm text-soft in-aria-[pressed=false]:border-dashed in-aria-[pressed=false]:line-through">
        /
      </kbd>
    </button>
  )
}

const storageKey = 'search-key'
const changed = 'search-key-changed'

function listen(onChange: () => void) {
  addEventListener(changed, onChange)
  return () => removeEventListener(changed, onChange)
}

// A browser may keep nothing at all, and says so by throwing.
function readIsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

function writeIsOn(isOn: boolean) {
  try {
    localStorage.setItem(storageKey, isOn ? 'on' : 'off')
  } catch {
    return
  }
  dispatchEvent(new Event(changed))
}
