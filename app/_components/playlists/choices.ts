/** What somebody chose to see of their playlists, and how. It stands in the address, so that a reload or a link shows the same. */

export const shows = {
  all: 'All',
  mine: 'Mine',
  followed: 'Followed',
  private: 'Private',
  collaborative: 'Collaborative',
}
export const sorts = { added: 'Recently added', name: 'Name', size: 'Most tracks', owner: 'Owner' }
export const views = { grid: 'Grid', list: 'List' }

export type Choices = {
  q: string
  show: keyof typeof shows
  sort: keyof typeof sorts
  view: keyof typeof views
}

export const defaultChoices: Choices = { q: '', show: 'all', sort: 'added', view: 'grid' }

export const maxSearchLength = 100

/** The choices in an address. What is unknown or said twice counts as not said. */
export function parseChoices(query: URLSearchParams): Choices {
  const value = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '')
  const oneOf = <Name extends string>(names: Record<Name, string>, name: string, fallback: Name) =>
    Object.hasOwn(names, value(name)) ? (value(name) as Name) : fallback
  return {
    q: value('q').slice(0, maxSearchLength),
    show: oneOf(shows, 'show', defaultChoices.show),
    sort: oneOf(sorts, 'sort', defaultChoices.sort),
    view: oneOf(views, 'view', defaultChoices.view),
  }
}

/** The query of an address with other choices in it. What is usual is left out; what is not ours stays. */
export function withChoices(search: string, choices: Choices): string {
  const query = new URLSearchParams(search)
  for (const name of Object.keys(defaultChoices) as (keyof Choices)[]) {
    if (choices[name].trim() === defaultChoices[name]) query.delete(name)
    else query.set(name, choices[name])
  }
  return query.size > 0 ? `?${query}` : ''
}

/** Whether only some of the playlists are asked for. */
export const isNarrowed = ({ q, show }: Choices) => q.trim() !== '' || show !== 'all'
