/**
 * The visitor's search, filter, sort order and view. These choices are part of the URL, so they survive reloads and are included in
 * shared links.
 */
export type Filters = {
  q: string
  show: keyof typeof showLabels
  sort: keyof typeof sortLabels
  view: keyof typeof viewLabels
}

export const showLabels = {
  all: 'All',
  mine: 'Mine',
  followed: 'Followed',
  private: 'Private',
  collaborative: 'Collaborative',
}
export const sortLabels = { added: 'Recently added', name: 'Name', size: 'Most tracks', owner: 'Owner' }
export const viewLabels = { grid: 'Grid', list: 'List' }

/** The default sort order, `added`, is Spotify's own order. To sort in any other order, the page must read all playlists. */
export const defaultFilters: Filters = { q: '', show: 'all', sort: 'added', view: 'grid' }

export const maxSearchLength = 100

/** Returns the filters in a URL's query string. Uses the default for any value that is missing, unknown or repeated. */
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

/**
 * Returns the query string with these filters applied. Omits filters that have their default value, and keeps all other parameters.
 */
export function withFilters(search: string, filters: Filters): string {
  const query = new URLSearchParams(search)
  for (const name of Object.keys(defaultFilters) as (keyof Filters)[]) {
    if (filters[name].trim() === defaultFilters[name]) query.delete(name)
    else query.set(name, filters[name])
  }
  return query.size > 0 ? `?${query}` : ''
}

/** Whether a search or filter that may exclude playlists is active. */
export const isNarrowed = ({ q, show }: Filters) => q.trim() !== '' || show !== 'all'

/** Whether the list is shown in full and in Spotify's order. Only then can the list be read page by page. */
export const isUnfiltered = (filters: Filters) => !isNarrowed(filters) && filters.sort === 'added'
