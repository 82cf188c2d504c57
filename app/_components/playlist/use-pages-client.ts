'use client'

import { useEffect, useMemo } from 'react'
import useSWR, { unstable_serialize, useSWRConfig } from 'swr'
import { JsonFailure, readJson } from '@/app/_components/read-json-client'
import type { Page } from '@/lib/spotify/shapes'

export type Pages<Item> = {
  pages: readonly Page<Item>[]
  /** As Spotify counted last. */
  total: number
  hasMore: boolean
  isLoading: boolean
  isRefreshing: boolean
  failure: JsonFailure | null
  refreshFailure: JsonFailure | null
  loadMore: () => void
  refresh: () => void
}

export type ServedPage<Item> = {
  served: Page<Item>
  /** When the server made it, by its clock. */
  madeAtMs: number
  /** The list's JSON address. */
  address: string
  /** What is kept of a list is kept for one person: another may sign in while the tab stays open. */
  viewerId: string
}

type Work = 'load' | 'refresh'

type Stored<Item> = {
  madeAtMs: number
  pages: readonly Page<Item>[]
  /** What is under way. Goes on where the visitor leaves and comes back. */
  work: Work | null
  failed: { work: Work; failure: JsonFailure } | null
}

/** A list that the server began with one page, and that goes on in the browser. SWR keeps it for as long as the tab is open. */
export function usePages<Item>({ served, madeAtMs, address, viewerId }: ServedPage<Item>): Pages<Item> {
  const { limit, offset } = served
  const config = useSWRConfig()
  const key = [`${address}?offset=${offset}`, viewerId]
  const { data, mutate } = useSWR<Stored<Item>>(key, null, { compare: Object.is })
  const { pages, work, failed } = useMemo(() => withServed(data, served, madeAtMs), [data, served, madeAtMs])

  const current = () => withServed<Item>(config.cache.get(unstable_serialize(key))?.data, served, madeAtMs)
  const store = (change: Partial<Stored<Item>>) => void mutate({ ...current(), ...change }, { revalidate: false })
  // A failure of an earlier visit is over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page of the server's
  useEffect(() => store({ failed: null }), [served])

  const read = (index: number) =>
    readJson<Page<Item>>(`${address}?limit=${limit}&offset=${offset + index * limit}`, viewerId)
  const readMore = async (before: readonly Page<Item>[]) => {
    const page = await read(before.length)
    // Something has come or gone: what is there and what comes are not of one list.
    return page.total === before[0]?.total ? [...before, page] : readAll(before.length + 1)
  }
  const readAll = async (count: number) => {
    const fresh = [await read(0)]
    const hasMore = () => fresh.length < count && hasMoreThan(fresh)
    while (hasMore()) fresh.push(await read(fresh.length))
    return fresh
  }
  const start = async (next: Work, readFrom: (before: readonly Page<Item>[]) => Promise<readonly Page<Item>[]>) => {
    const { pages: before, work: busy } = current()
    if (busy) return
    store({ work: next, failed: null })
    try {
      const after = await readFrom(before)
      // All at once, so that no two states of the list are joined; not over what the server has made since.
      store({ work: null, ...(current().pages === before && { pages: after }) })
      config.onSuccess(after, address, config)
    } catch (error) {
      store({ work: null })
      if (!(error instanceof JsonFailure)) throw error
      store({ failed: { work: next, failure: error } })
      config.onError(error, address, config)
    }
  }
  const failureOf = (which: Work) => (failed?.work === which ? failed.failure : null)
  return {
    pages,
    total: pages[0]?.total ?? 0,
    hasMore: hasMoreThan(pages),
    isLoading: work === 'load',
    isRefreshing: work === 'refresh',
    failure: failureOf('load'),
    refreshFailure: failureOf('refresh'),
    loadMore: () => void start('load', readMore),
    refresh: () => void start('refresh', (before) => readAll(before.length)),
  }
}

/** The way back shows a page of the server's that has been read anew since. Another one begins the list anew if it is different. */
function withServed<Item>(stored: Stored<Item> | undefined, served: Page<Item>, madeAtMs: number): Stored<Item> {
  if (stored && stored.madeAtMs >= madeAtMs) return stored
  const isSame = stored && JSON.stringify(stored.pages[0]) === JSON.stringify(served)
  return { madeAtMs, pages: isSame ? stored.pages : [served], work: stored?.work ?? null, failed: null }
}

/** Whatever number Spotify claims, an empty page is the end. */
function hasMoreThan(pages: readonly Page<unknown>[]): boolean {
  const [first, last] = [pages[0], pages.at(-1)]
  if (!first || !last || (pages.length > 1 && last.items.length === 0)) return false
  return first.offset + pages.length * first.limit < first.total
}
