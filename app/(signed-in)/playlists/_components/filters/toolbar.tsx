'use client'

import { type RefObject, useId } from 'react'
import { type Filters, showLabels, viewLabels } from './filters'
import { SearchField } from './search-field'
import { sortLabels } from './sort-orders'
import type { FilterState } from './use-filters'

export type ToolbarProps = FilterState & {
  /** True until the page is hydrated and the playlists are loaded. */
  isDisabled: boolean
  searchRef?: RefObject<HTMLInputElement | null>
}

/** Search, filter, sort order and view. On a wide screen, they share one row. */
export function Toolbar({ filters, setFilters, isDisabled, searchRef }: ToolbarProps) {
  return (
    <fieldset
      disabled={isDisabled}
      className="no-script:hidden flex flex-wrap items-center gap-x-4 gap-y-3 print:hidden"
    >
      <legend className="sr-only">Search, filter, sort order and view</legend>
      <SearchField fieldRef={searchRef} hasKey={!isDisabled} value={filters.q} onChange={(q) => setFilters({ q })} />
      <Chips legend="Filter" options={showLabels} value={filters.show} onChoose={(show) => setFilters({ show })} />
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

/** Radio buttons styled as chips. */
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
