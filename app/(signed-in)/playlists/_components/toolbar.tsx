'use client'

import { type RefObject, useEffect, useId } from 'react'
import { useAnnounce } from '@/app/_components/ui/announcer'
import { type Filters, showLabels, sortLabels, viewLabels } from './filters'
import { SearchField } from './search-field'
import type { FilterState } from './use-filters'

export type ToolbarProps = FilterState & {
  /** Until the page is hydrated, and while there is nothing to filter. */
  isDisabled: boolean
  searchRef?: RefObject<HTMLInputElement | null>
}

/** Search, filters, order and view, in one row where there is room. */
export function Toolbar({ filters, setFilters, isDisabled, searchRef }: ToolbarProps) {
  return (
    <fieldset
      disabled={isDisabled}
      className="no-script:hidden flex flex-wrap items-center gap-x-4 gap-y-3 print:hidden"
    >
      <legend className="sr-only">What to show, and how</legend>
      <SearchField fieldRef={searchRef} hasKey={!isDisabled} value={filters.q} onChange={(q) => setFilters({ q })} />
      <Chips legend="Which" options={showLabels} value={filters.show} onChoose={(show) => setFilters({ show })} />
      <div className="flex grow flex-wrap items-center justify-between gap-x-4 gap-y-3 lg:grow-0">
        <Sort value={filters.sort} onChoose={(sort) => setFilters({ sort })} />
        <Chips legend="View" options={viewLabels} value={filters.view} onChoose={(view) => setFilters({ view })} />
      </div>
    </fieldset>
  )
}

type OptionsProps<Name extends string> = {
  legend: string
  options: Record<Name, string>
  value: Name
  onChoose: (name: Name) => void
}

/** Radio buttons that look like chips. */
function Chips<Name extends string>({ legend, options, value, onChoose }: OptionsProps<Name>) {
  const group = useId()
  return (
    <fieldset className="flex min-w-0 flex-wrap sm:gap-1">
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
    <p className="flex items-center">
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
    </p>
  )
}

const namesOf = <Name extends string>(options: Record<Name, string>) => Object.keys(options) as Name[]

export type SummaryProps = {
  progress: string
  /** The same for a screen reader, where it is worth saying. */
  announcement: string | false
  isRefreshing: boolean
  isDisabled: boolean
  refresh: () => void
}

/** A screen reader hears neither each page that comes in nor each letter that is typed. */
const settleMs = 700

/** How much of the list is there, and the button that reads it again. */
export function Summary({ progress, announcement, isRefreshing, isDisabled, refresh }: SummaryProps) {
  const announce = useAnnounce()
  useEffect(() => {
    if (!announcement) return
    const timer = setTimeout(() => announce(announcement), settleMs)
    return () => clearTimeout(timer)
  }, [announcement, announce])
  return (
    <div className="no-script:hidden my-4 flex min-h-11 flex-wrap items-center justify-between gap-x-4 gap-y-2">
      <p className="font-display text-soft tabular-nums">{progress}</p>
      <button
        type="button"
        disabled={isDisabled}
        aria-disabled={isRefreshing}
        onClick={isRefreshing ? undefined : refresh}
        className="button-quiet print:hidden"
      >
        {isRefreshing ? 'Refreshing…' : 'Refresh'}
      </button>
    </div>
  )
}
