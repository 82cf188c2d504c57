'use client'

import { type RefObject, useEffect, useEffectEvent, useRef, useState } from 'react'
import { maxSearchLength } from './filters'

export type SearchFieldProps = {
  fieldRef: RefObject<HTMLInputElement | null> | undefined
  /** Whether the `/` shortcut works. Off while the field is disabled. */
  hasKey: boolean
  value: string
  onChange: (value: string) => void
}

/** Searches by name and owner. The `/` key moves the focus to the field. */
export function SearchField({ fieldRef, hasKey, value, onChange }: SearchFieldProps) {
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
      {hasKey && <SearchKey focusField={() => fieldRef?.current?.focus()} />}
    </search>
  )
}

/**
 * Shows the `/` shortcut and turns it off or on, since speech input can trigger it by accident (WCAG 2.1.4). Hidden on touch
 * screens, where the shortcut does nothing.
 */
function SearchKey({ focusField }: { focusField: () => void }) {
  const buttonRef = useRef<HTMLButtonElement>(null)
  const [isOn, setIsOn] = useState(true)
  useEffect(() => setIsOn(readIsOn()), [])
  const onKey = useEffectEvent((event: KeyboardEvent) => {
    const { key, ctrlKey, metaKey, altKey, target } = event
    if (key !== '/' || ctrlKey || metaKey || altKey || !isOn || !buttonRef.current?.checkVisibility()) return
    if ((target as Element).matches('input:not([type=radio]), textarea, select, [contenteditable]')) return
    event.preventDefault()
    focusField()
  })
  useEffect(() => {
    addEventListener('keydown', onKey)
    return () => removeEventListener('keydown', onKey)
  }, [])
  const onClick = () => {
    setIsOn(!isOn)
    storeIsOn(!isOn)
  }
  return (
    <button
      ref={buttonRef}
      type="button"
      aria-pressed={isOn}
      aria-label="Keyboard shortcut /"
      title="Moves the focus to the search. Select to turn the shortcut off or on."
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

// `localStorage` throws if the browser blocks storage.
function readIsOn(): boolean {
  try {
    return localStorage.getItem(storageKey) !== 'off'
  } catch {
    return true
  }
}

function storeIsOn(isOn: boolean) {
  try {
    localStorage.setItem(storageKey, isOn ? 'on' : 'off')
  } catch {
    // Without storage, the choice lasts until the page is closed.
  }
}
