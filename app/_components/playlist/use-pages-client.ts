'use client'

import { useState } from 'react'
import useSWR, { unstable_serialize, useSWRConfig } from 'swr'
import useSWRInfinite from 'swr/infinite'
import { JsonFailure } from '@/app/_components/read-json-client'
import type { Page } from '@/lib/spotify/shapes'

export type Pages<Item> = {
  pages: Page<Item>[]
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

export type ListKey = {
  /** The list's JSON address. */
  address: string
  /** What is kept of a list is kept for one person: another may sign in while the tab stays open. */
  viewerId: string
  /** When the server made its page, by its clock: another page of the server's begins anew, the way back does not. */
  madeAtMs: number
}

/** A list that the server began with one page, and that goes on in the browser. */
export function usePages<Item>({ address, viewerId, madeAtMs }: ListKey, served: Page<Item>): Pages<Item> {
  const { limit, offset } = served
  const keyOf = (index: number) => [`${address}?limit=${limit}&offset=${offset + index * limit}`, viewerId, madeAtMs]
  const first = useSWR<Page<Item>>(keyOf(0), { fallbackData: served })
  const { cache } = useSWRConfig()
  const [isRefreshing, setRefreshing] = useState(false)

  const total = first.data?.total ?? served.total
  const more = useSWRInfinite<Page<Item>>((index) => (offset + (index + 1) * limit < total ? keyOf(index + 1) : null), {
    initialSize: 0,
    revalidateFirstPage: false,
  })
  const loaded = more.data ?? []
  const isWaitingFor = more.size > loaded.length
  const moreFailure = toFailure(more.error)
  const refresh = async () => {
    setRefreshing(true)
    await first.mutate()
    // SWR keeps a failure to itself here.
    const hasFailed = cache.get(unstable_serialize(keyOf(0)))?.error !== undefined
    if (!hasFailed && loaded.length > 0) await more.mutate()
    setRefreshing(false)
  }
  return {
    pages: [first.data ?? served, ...loaded],
    total,
    // Whatever number Spotify claims, an empty page is the end.
    hasMore: offset + (loaded.length + 1) * limit < total && loaded.at(-1)?.items.length !== 0,
    isLoading: more.isValidating && isWaitingFor,
    isRefreshing,
    failure: isWaitingFor ? moreFailure : null,
    refreshFailure: toFailure(first.error) ?? (isWaitingFor ? null : moreFailure),
    loadMore: () => void more.setSize(loaded.length + 1),
    refresh: () => void refresh(),
  }
}

const toFailure = (error: unknown) => (error instanceof JsonFailure ? error : null)
