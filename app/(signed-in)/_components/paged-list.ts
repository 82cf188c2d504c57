import type { Page } from '@/lib/spotify/shapes'

/** Items by page number; a page that has not been read is missing. */
type Pages<Item> = readonly (readonly Item[] | undefined)[]

/** A Spotify list as far as the browser has read it. */
export type PagedList<Item> = {
  /** When the server rendered the page in it, by the server's clock. */
  renderedAtMs: number
  limit: number
  /** The latest count from Spotify. */
  total: number
  pages: Pages<Item>
  /** The same pages being read again. They replace `pages` together, so that two states of a list are never mixed. */
  reread: { total: number; pages: Pages<Item> } | null
  /** How often the total has changed since the server rendered a page or the visitor refreshed. */
  changes: number
}

/** The highest total that this site's JSON addresses can read to. */
const maxTotal = 100_000

/** How many changes in a row start a new read: a total that differs on every page must not cause endless reading. */
const maxChanges = 3

const countPages = (total: number, limit: number) => Math.ceil(total / limit)

function withPage<Item>({ limit, total, pages }: Pick<PagedList<Item>, 'limit' | 'total' | 'pages'>, page: Page<Item>) {
  const number = page.offset / limit
  const changed = [...pages]
  changed[number] = page.items
  // If Spotify sends no total, the last page that has been read gives the best guess.
  const newTotal = number === changed.length - 1 ? Math.min(page.total, maxTotal) : total
  return { total: newTotal, pages: changed.slice(0, countPages(newTotal, limit)) }
}

/**
 * The list with a page that the server rendered. Where that page shows that the list has changed, only that page remains.
 * `identify` tells items apart.
 */
export function addRenderedPage<Item>(
  list: PagedList<Item> | undefined,
  page: Page<Item>,
  renderedAtMs: number,
  identify: (item: Item) => string,
): PagedList<Item> {
  // Back navigation shows an earlier render again.
  if (list && list.renderedAtMs >= renderedAtMs) return list
  const total = Math.min(page.total, maxTotal)
  const known = list?.pages[page.offset / page.limit]
  const isSame = (items: readonly Item[]) => `${items.map(identify)}` === `${page.items.map(identify)}`
  if (list && list.total === total && (!known || isSame(known)))
    return { ...list, ...withPage(list, page), renderedAtMs, changes: 0 }
  const empty = { limit: page.limit, total, pages: [] }
  return { ...empty, ...withPage(empty, page), renderedAtMs, reread: null, changes: 0 }
}

/** The list with a page that was read. If the total has changed, all pages are read again. */
export function addPage<Item>(list: PagedList<Item>, page: Page<Item>): PagedList<Item> {
  const hasChanged = Math.min(page.total, maxTotal) !== list.total && list.changes < maxChanges
  if (!list.reread && !hasChanged) return { ...list, ...withPage(list, page) }
  const before = list.reread ?? { total: list.total, pages: [] }
  const reread = withPage({ ...before, limit: list.limit }, page)
  const next = { ...list, reread, changes: list.changes + (list.reread ? 0 : 1) }
  return pagesToReread(next).length > 0 ? next : { ...next, ...reread, reread: null }
}

/** The list with every page to be read again. */
export const startReread = <Item>(list: PagedList<Item>): PagedList<Item> => ({
  ...list,
  reread: { total: list.total, pages: [] },
  changes: 0,
})

const pageNumbers = (total: number, limit: number) =>
  Array.from({ length: countPages(total, limit) }, (_, number) => number)

/** The pages that have not been read. */
export const missingPages = ({ total, limit, pages }: PagedList<unknown>) =>
  pageNumbers(total, limit).filter((number) => !pages[number])

function pagesToReread({ limit, pages, reread }: PagedList<unknown>): number[] {
  return reread ? pageNumbers(reread.total, limit).filter((number) => pages[number] && !reread.pages[number]) : []
}

/** The pages to read next of those that the visitor needs, in order. A reread comes first. */
export const pagesToRead = (list: PagedList<unknown>, needed: readonly number[]) =>
  list.reread
    ? pagesToReread(list)
    : needed.filter((number) => !list.pages[number] && number < countPages(list.total, list.limit))

/** How many pages have been read, including rereads. Grows with each page that arrives. */
export const countReads = ({ pages, reread }: PagedList<unknown>) =>
  [...pages, ...(reread?.pages ?? [])].filter(Boolean).length

const pageLength = ({ total, limit }: PagedList<unknown>, number: number) => Math.min(limit, total - number * limit)

/** How many of the total items have been read. */
export const countRead = (list: PagedList<unknown>) =>
  pageNumbers(list.total, list.limit).reduce((sum, n) => sum + (list.pages[n] ? pageLength(list, n) : 0), 0)

/** The item at each place, in Spotify's order, or the number of its page if that has not been read. */
export const toPlaces = <Item>(list: PagedList<Item>): (Item | number)[] =>
  pageNumbers(list.total, list.limit).flatMap(
    (number): readonly (Item | number)[] =>
      list.pages[number] ?? new Array<Item | number>(pageLength(list, number)).fill(number),
  )
