import type { Page } from '@/lib/spotify/shapes'

/** The items of each page, indexed by page number. A page that has not been read is `undefined`. */
type Pages<Item> = readonly (readonly Item[] | undefined)[]

/** The part of a Spotify list that the browser has read so far. */
export type PagedList<Item> = {
  /** When the server last rendered a page of the list, according to the server's clock. */
  renderedAtMs: number
  limit: number
  /** The number of items in the list, according to Spotify's latest response. */
  total: number
  pages: Pages<Item>
  /**
   * The pages that the current reread has read so far, or `null` if no reread is in progress. A complete reread replaces `pages`
   * all at once so that old and new pages never mix.
   */
  reread: { total: number; pages: Pages<Item> } | null
  /** How many times the total has changed since the last server render or refresh. */
  changes: number
}

/** The maximum number of items that this site's JSON API can read from a list. */
const maxTotal = 100_000

/**
 * The maximum number of rereads that changes to the total can trigger. Without a limit, a total that differs on every page would
 * cause endless rereads.
 */
const maxChanges = 3

const countPages = (total: number, limit: number) => Math.ceil(total / limit)

function withPage<Item>({ limit, total, pages }: Pick<PagedList<Item>, 'limit' | 'total' | 'pages'>, page: Page<Item>) {
  const number = page.offset / limit
  const changed = [...pages]
  changed[number] = page.items
  // If Spotify sends no total, `page.total` is an estimate, and only the last loaded page's estimate is useful.
  const newTotal = number === changed.length - 1 ? Math.min(page.total, maxTotal) : total
  return { total: newTotal, pages: changed.slice(0, countPages(newTotal, limit)) }
}

/**
 * Returns the list with a server-rendered page added. Removes all other pages if the added page shows that the list has changed.
 * `identify` returns a key that identifies an item.
 */
export function addRenderedPage<Item>(
  list: PagedList<Item> | undefined,
  page: Page<Item>,
  renderedAtMs: number,
  identify: (item: Item) => string,
): PagedList<Item> {
  // Ignores a server-rendered page that is older than the list, which can happen after back navigation.
  if (list && list.renderedAtMs >= renderedAtMs) return list
  const total = Math.min(page.total, maxTotal)
  const known = list?.pages[page.offset / page.limit]
  const isSame = (items: readonly Item[]) => `${items.map(identify)}` === `${page.items.map(identify)}`
  if (list && list.total === total && (!known || isSame(known)))
    return { ...list, ...withPage(list, page), renderedAtMs, changes: 0 }
  const empty = { limit: page.limit, total, pages: [] }
  return { ...empty, ...withPage(empty, page), renderedAtMs, reread: null, changes: 0 }
}

/**
 * Returns the list with a newly read page added. If the page's total differs from the list's, starts a reread of all loaded pages.
 */
export function addPage<Item>(list: PagedList<Item>, page: Page<Item>): PagedList<Item> {
  const hasChanged = Math.min(page.total, maxTotal) !== list.total && list.changes < maxChanges
  if (!list.reread && !hasChanged) return { ...list, ...withPage(list, page) }
  const before = list.reread ?? { total: list.total, pages: [] }
  const reread = withPage({ ...before, limit: list.limit }, page)
  const next = { ...list, reread, changes: list.changes + (list.reread ? 0 : 1) }
  return pagesToReread(next).length > 0 ? next : { ...next, ...reread, reread: null }
}

/** Returns the list, marked for a refresh that rereads all loaded pages. */
export const startReread = <Item>(list: PagedList<Item>): PagedList<Item> => ({
  ...list,
  reread: { total: list.total, pages: [] },
  changes: 0,
})

export const pageNumbers = (total: number, limit: number) =>
  Array.from({ length: countPages(total, limit) }, (_, number) => number)

function pagesToReread({ limit, pages, reread }: PagedList<unknown>): number[] {
  return reread ? pageNumbers(reread.total, limit).filter((number) => pages[number] && !reread.pages[number]) : []
}

/**
 * Returns the numbers of the pages to read next, in order. During a reread, these are the loaded pages that have not been reread
 * yet; otherwise, they are the pages in `needed` that have not been read.
 */
export const pagesToRead = (list: PagedList<unknown>, needed: readonly number[]) =>
  list.reread
    ? pagesToReread(list)
    : needed.filter((number) => !list.pages[number] && number < countPages(list.total, list.limit))
