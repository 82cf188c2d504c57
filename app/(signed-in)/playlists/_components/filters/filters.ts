import { defaultSortOrder, type SortOrder, sortLabels } from './sort-orders'

/** Which playlists the visitor wants to see, and how. The page's URL holds them, so a reload or a link shows the same. */
export type Filters = {
  q: string
  show: keyof typeof showLabels
  sort: SortOrder
  view: keyof typeof viewLabels
}

export const showLabels = {
  all: 'All',
  mine: 'Mine',
  followed: 'Followed',
  private: 'Private',
  collaborative: 'Collaborative',
}
export const viewLabels = { grid: 'Grid', list: 'List' }

export const defaultFilters: Filters = { q: '', show: 'all', sort: defaultSortOrder, view: 'grid' }

export const maxSearchLength = 100

/** The filters in a URL. Unknown and repeated values are ignored. */
export function parseFilters(query: URLSearchParams): Filters {
  const value = (name: string) => (query.getAll(name).length === 1 ? (query.get(name) ?? '') : '')
  const oneOf = <Name extends string>(names: Record<Name, string>, name: string, fallback: Name) =>
    Object.hasOwn(names, value(name)) ? (value(name) as Name) : fallback
  return {
    q: value('q').slice(0, maxSearchLength),
    show: oneOf(showLabels, 'show', defaultFilters.show),
    sort: oneOf(sortLabels, 'sort', defaultFilters.sort),
    view: oneOf(viewLabels, 'view', defaultFilters.view),
  }
}

/** The query of a URL with these filters. Defaults are left out; other parameters stay. */
export function withFilters(search: string, filters: Filters): string {
  const query = new URLSearchParams(search)
  for (const name of Object.keys(defaultFilters) as (keyof Filters)[]) {
    if (filters[name].trim() === defaultFilters[name]) query.delete(name)
    else query.set(name, filters[name])
  }
  return query.size > 0 ? `?${query}` : ''
}

/** Whether the search or a filter leaves playlists out. */
export const isNarrowed = ({ q, show }: Filters) => q.trim() !== '' || show !== 'all'

/** Whether the whole list is shown in Spotify's order, so that it can be read page by page. */
export const isUnfiltered = (filters: Filters) => !isNarrowed(filters) && filters.sort === 'added'
