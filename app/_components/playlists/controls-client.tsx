'use client'

import { type RefObject, useId } from 'react'
import { type Choices, shows, sorts, views } from './choices'
import { Search } from './search-client'
import type { Choosing } from './use-choices-client'

export type ControlsProps = Choosing & {
  /** Before the page's script has begun, and while there is nothing to choose from. */
  isDisabled: boolean
  searchRef?: RefObject<HTMLInputElement | null>
}

/** What one can choose, in one row where there is room. */
export function Controls({ choices, choose, isDisabled, searchRef }: ControlsProps) {
  return (
    <fieldset
      disabled={isDisabled}
      className="no-script:hidden flex flex-wrap items-center gap-x-4 gap-y-3 print:hidden"
    >
      <legend className="sr-only">What to show, and how</legend>
      <Search fieldRef={searchRef} hasKey={!isDisabled} value={choices.q} onChange={(q) => choose({ q })} />
      <Chips legend="Which" options={shows} value={choices.show} onChoose={(show) => choose({ show })} />
      <div className="flex grow flex-wrap items-center justify-between gap-x-4 gap-y-3 lg:grow-0">
        <Sort value={choices.sort} onChoose={(sort) => choose({ sort })} />
        <Chips legend="View" options={views} value={choices.view} onChoose={(view) => choose({ view })} />
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

/** One of a few, all in sight. */
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

function Sort({ value, onChoose }: Pick<OptionsProps<Choices['sort']>, 'value' | 'onChoose'>) {
  const id = useId()
  return (
    <p className="flex items-center">
      <label htmlFor={id} className="sr-only">
        Sort by
      </label>
      <select
        id={id}
        value={value}
        onChange={({ target }) => onChoose(target.value as Choices['sort'])}
        className="field font-display text-sm font-semibold"
      >
        {namesOf(sorts).map((name) => (
          <option key={name} value={name}>
            {sorts[name]}
          </option>
        ))}
      </select>
    </p>
  )
}

const namesOf = <Name extends string>(options: Record<Name, string>) => Object.keys(options) as Name[]
