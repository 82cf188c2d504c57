import type { Page, Playlist } from '@/lib/spotify/shapes'

/** What the browser has of somebody's playlists: Spotify's pages, some of them not there yet. */
export type Kept = {
  /** When the server made the page in it, by the server's clock. */
  madeAtMs: number
  limit: number
  /** As Spotify counted last. */
  total: number
  pages: readonly (KeptPage | undefined)[]
}

type KeptPage = {
  items: readonly Playlist[]
  /** To be read again; until then it is better than nothing. */
  isStale: boolean
}

/** A playlist, or the number of the page that will bring it. */
export type Row = Playlist | number

/** The last place that our own addresses read from. */
const maxTotal = 100_000

const isOther = (a: readonly Playlist[], b: readonly Playlist[]) =>
  a.length !== b.length || a.some(({ id }, index) => id !== b[index]?.id)

/** With a page that the server made. Where that shows that the list has changed, the rest of what is kept is out of date. */
export function withServed(kept: Kept | undefined, served: Page<Playlist>, madeAtMs: number): Kept {
  // The way back shows a page of the server's again that has been read since.
  if (kept && kept.madeAtMs >= madeAtMs) return kept
  const before = kept?.pages[served.offset / served.limit]
  const hasChanged = kept && (kept.total !== served.total || (before && isOther(before.items, served.items)))
  const pages = kept && !hasChanged ? kept.pages : []
  return withPage({ madeAtMs, limit: served.limit, total: served.total, pages }, served)
}

/** With a page that was read. */
export function withPage(kept: Kept, { items, total, offset }: Page<Playlist>): Kept {
  const pages = [...kept.pages]
  pages[offset / kept.limit] = { items, isStale: false }
  const bounded = Math.min(total, maxTotal)
  return { ...kept, total: bounded, pages: pages.slice(0, Math.ceil(bounded / kept.limit)) }
}

/** With everything to be read again. */
export const withAllStale = (kept: Kept): Kept => ({
  ...kept,
  pages: [...kept.pages].map((page) => page && { ...page, isStale: true }),
})

const numbersOf = ({ total, limit }: Kept) => Array.from({ length: Math.ceil(total / limit) }, (_, number) => number)

/** The pages that are not there. */
export const missingPages = (kept: Kept) => numbersOf(kept).filter((number) => !kept.pages[number])

/** The pages that are to be read again. */
export const stalePages = (kept: Kept) => numbersOf(kept).filter((number) => kept.pages[number]?.isStale)

/** How many pages need no reading: one more with each that comes. */
export const countFresh = ({ pages }: Kept) => pages.filter((page) => page && !page.isStale).length

/** How many of the playlists that Spotify counts have been read. */
export const countRead = (kept: Kept) =>
  numbersOf(kept).reduce((sum, number) => sum + (kept.pages[number] ? sizeOf(kept, number) : 0), 0)

const sizeOf = ({ total, limit }: Kept, number: number) => Math.min(limit, total - number * limit)

/** Every place of the list, in Spotify's order. Spotify sends some playlists twice; each stands here once. */
export function toRows(kept: Kept): Row[] {
  const seen = new Set<string>()
  return numbersOf(kept).flatMap((number): Row[] => {
    const page = kept.pages[number]
    if (!page) return new Array<Row>(sizeOf(kept, number)).fill(number)
    return page.items.filter(({ id }) => !seen.has(id) && seen.add(id))
  })
}

export const isPlaylist = (row: Row): row is Playlist => typeof row !== 'number'
