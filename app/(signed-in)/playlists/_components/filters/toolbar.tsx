'use client'

import { useEffect, useEffectEvent, useId, useRef, useState } from 'react'
import { useHydrated } from '@/app/_components/ui/use-hydrated'
import { defaultFilters, type Filters, maxSearchLength, showLabels, sortLabels, viewLabels } from './filters'
import { useFilters } from './filters-provider'

/**
 * The controls for searching, filtering, sorting and choosing a view. On a wide screen, they share one row. On a phone, all but
 * the search field are in a popover at the bottom of the window, where they don't cover the first results. Hidden if the page has
 * no list.
 */
export function Toolbar() {
  const { filters, setFilters, searchRef } = useFilters()
  const isHydrated = useHydrated()
  const popoverId = useId()
  const changes = Number(filters.show !== defaultFilters.show) + Number(filters.sort !== defaultFilters.sort)
  return (
    <fieldset disabled={!isHydrated} className="toolbar">
      <legend className="sr-only">Search, filter, sort order and view</legend>
      <search>
        <input
          ref={searchRef}
          aria-label="Search by name or owner"
          type="search"
          dir="auto"
          placeholder="Name or owner"
          autoComplete="off"
          spellCheck={false}
          maxLength={maxSearchLength}
          value={filters.q}
          onChange={({ target }) => setFilters({ q: target.value })}
          className="field w-full pr-12"
        />
        {isHydrated && <SearchKey focusField={() => searchRef.current?.focus()} />}
      </search>
      <button type="button" popoverTarget={popoverId} className="button-quiet sm:hidden">
        Filters{changes > 0 && ` (${changes})`}
      </button>
      <div id={popoverId} popover="auto" className="toolbar-popover">
        <Chips legend="Filter" options={showLabels} value={filters.show} onChoose={(show) => setFilters({ show })} />
        <div>
          <Sort value={filters.sort} onChoose={(sort) => setFilters({ sort })} />
          <Chips legend="View" options={viewLabels} value={filters.view} onChoose={(view) => setFilters({ view })} />
        </div>
      </div>
    </fieldset>
  )
}

/**
 * A button that tells visitors about the `/` key, which moves focus to the search field. Pressing the button turns this
 * shortcut off or on. Visitors need a way to turn the shortcut off, because speech input can trigger it accidentally (WCAG 2.1.4).
 * The button is hidden on touch screens, where the shortcut does nothing.
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

// Accessing `localStorage` throws an error if the browser blocks storage.
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
    // If storage is blocked, the choice lasts until the visitor leaves the page.
  }
}

type OptionsProps<Name extends string> = {
  legend: string
  options: Record<Name, string>
  value: Name
  onChoose: (name: Name) => void
}

/** Radio buttons styled as chips. */
function Chips<Name extends string>({ legend, options, value, onChoose }: OptionsProps<Name>) {
  const group = useId()
  return (
    <fieldset className="chips">
      <legend className="sr-only">{legend}</legend>
      {namesOf(options).map((name) => (
        <label key={name} className="chip">
          <input type="radio" name={group} value={name} checked={name === value} onChange={() => onChoose(name)} />
          {options[name]}
        </label>
      ))}
    </fieldset>
  )
}

function Sort({ value, onChoose }: Pick<OptionsProps<Filters['sort']>, 'value' | 'onChoose'>) {
  const id = useId()
  return (
    <>
      <label htmlFor={id} className="sr-only">
        Sort by
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChoose(target.value as Filters['sort'])}
        className="field font-display text-sm font-semibold"
      >
        {namesOf(sortLabels).map((name) => (
          <option key={name} value={name}>
            {sortLabels[name]}
          </option>
        ))}
      </select>
    </>
  )
}

const namesOf = <Name extends string>(options: Record<Name, string>) => Object.keys(options) as Name[]
