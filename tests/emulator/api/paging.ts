export type Page = { limit: number; offset: number }

const furthestOffset = 100_000

/** Returns the requested page, or Spotify's error message if the parameters are invalid. */
export function readPage(query: URLSearchParams, most: number): Page | string {
  const limit = readWhole(query.get('limit') ?? '20')
  if (limit < 1 || limit > most) return 'Invalid limit'
  const offset = readWhole(query.get('offset') ?? '0')
  if (offset < 0 || offset > furthestOffset) return 'Invalid offset'
  return { limit, offset }
}

/** Parses a whole number, or returns -1 for any other text. */
export function readWhole(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

export type Paging<T> = Page & {
  href: string
  next: string | null
  previous: string | null
  total: number
  items: T[]
}

/** Returns one page of a list in Spotify's format. Links to the list's other pages keep the query parameters of `address`. */
export function toPaging<T>(address: string, { limit, offset }: Page, total: number, items: T[]): Paging<T> {
  const at = (start: number) => withQuery(address, { offset: start, limit })
  return {
    href: at(offset),
    limit,
    next: offset + limit < total ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total,
    items,
  }
}

function withQuery(address: string, values: Record<string, number>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, String(value))
  return url.href
}
