'use client'

import { useEffect } from 'react'
import useSWR from 'swr'
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
}

/** A list that the server began with one page, and that goes on in the browser. */
export function usePages<Item>({ address, viewerId }: ListKey, served: Page<Item>): Pages<Item> {
  const { limit, offset } = served
  const keyOf = (index: number) => [`${address}?limit=${limit}&offset=${offset + index * limit}`, viewerId]
  const first = useSWR<Page<Item>>(keyOf(0), { fallbackData: served })
  const { mutate } = first
  // A page that the server renders anew is fresher than what is kept from an earlier visit.
  useEffect(() => void mutate(served, { revalidate: false }), [mutate, served])

  const total = first.data?.total ?? served.total
  const more = useSWRInfinite<Page<Item>>((index) => (offset + (index + 1) * limit < total ? keyOf(index + 1) : null), {
    initialSize: 0,
    persistSize: true,
    revalidateFirstPage: false,
  })
  const loaded = more.data ?? []
  const isWaitingFor = more.size > loaded.length
  return {
    pages: [first.data ?? served, ...loaded],
    total,
    // Whatever number Spotify claims, an empty page is the end.
    hasMore: offset + (loaded.length + 1) * limit < total && loaded.at(-1)?.items.length !== 0,
    isLoading: more.isValidating && isWaitingFor,
    isRefreshing: first.isValidating || (more.isValidating && !isWaitingFor),
    failure: toFailure(more.error),
    refreshFailure: toFailure(first.error),
    loadMore: () => void more.setSize(loaded.length + 1),
    refresh: () => void mutate().then(() => (loaded.length > 0 ? more.mutate() : undefined)),
  }
}

const toFailure = (error: unknown) => (error instanceof JsonFailure ? error : null)
