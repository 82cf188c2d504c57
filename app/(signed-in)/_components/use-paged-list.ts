'use client'

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Page } from '@/lib/spotify/shapes'
import { addPage, addRenderedPage, type PagedList, pagesToRead, startReread } from './paged-list'
import { JsonFailure, type ReadJson } from './read-json'
import { useReadJson } from './session-provider'

export type PagedListOptions<Item> = {
  /** The list's JSON address. */
  address: string
  /** Each person has lists of their own: another may sign in while the tab stays open. */
  viewerId: string
  /** The page that the server rendered, and when, by its clock. */
  initialPage: Page<Item>
  renderedAtMs: number
  /** How many pages are read at a time. */
  maxReads: number
  /** Tells items apart, so that a changed list is noticed. */
  identify: (item: Item) => string
}

type ListState<Item> = {
  list: PagedList<Item>
  isReading: boolean
  /** Nothing more is read until `retry` or `refresh`. */
  failure: JsonFailure | null
}

/** A list that starts with the page from the server and grows in the browser. It is kept until the tab is closed. */
export function usePagedList<Item>(options: PagedListOptions<Item>) {
  const { address, viewerId, initialPage, renderedAtMs, identify } = options
  const readJson = useReadJson()
  // In the browser only: on the server, a store would outlive the request.
  const store = useCallback(() => storeFor<Item>(viewerId, address), [viewerId, address])
  const state = useSyncExternalStore(
    useCallback((onChange) => store().subscribe(onChange), [store]),
    () => store().state,
    () => null,
  )
  const list = useMemo(
    () => addRenderedPage(state?.list, initialPage, renderedAtMs, identify),
    [state?.list, initialPage, renderedAtMs, identify],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page from the server
  useEffect(() => {
    store().open(options, readJson)
    return () => store().need([])
  }, [store, initialPage])
  return {
    list,
    isReading: state?.isReading ?? false,
    failure: state?.failure ?? null,
    /** Reads the missing ones of these pages, instead of those that it was called with before. */
    need: (pages: readonly number[]) => store().need(pages),
    retry: () => store().retry(),
    /** Reads again what has been read. */
    refresh: () => store().refresh(),
  }
}

/** One list, outside of React: reading goes on while the visitor is on another page. */
class ListStore<Item> {
  state: ListState<Item> | null = null
  readonly #listeners = new Set<() => void>()
  readonly #reading = new Set<number>()
  #needed: readonly number[] = []
  #read: (pageNumber: number) => Promise<Page<Item>> = () => Promise.reject(new Error('The list is not open'))
  #maxReads = 0

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  open(
    { address, viewerId, initialPage, renderedAtMs, maxReads, identify }: PagedListOptions<Item>,
    readJson: ReadJson,
  ) {
    const { limit } = initialPage
    this.#read = (number) => readJson(`${address}?limit=${limit}&offset=${number * limit}`, viewerId)
    this.#maxReads = maxReads
    const list = addRenderedPage(this.state?.list, initialPage, renderedAtMs, identify)
    // A failure of an earlier visit is over, and so is the refresh that failed.
    this.#update(this.state?.failure ? { ...list, reread: null } : list, null)
  }

  need(pages: readonly number[]) {
    this.#needed = pages
    if (this.state && this.#startReads()) this.#update(this.state.list, this.state.failure)
  }

  retry() {
    if (this.state?.failure) this.#update(this.state.list, null)
  }

  refresh() {
    if (this.state) this.#update(startReread(this.state.list), null)
  }

  #update(list: PagedList<Item>, failure: JsonFailure | null) {
    this.state = { list, failure, isReading: false }
    this.#startReads()
    this.state = { list, failure, isReading: this.#reading.size > 0 }
    for (const onChange of this.#listeners) onChange()
  }

  /** Returns whether there was anything to start. */
  #startReads(): boolean {
    if (!this.state || this.state.failure) return false
    const numbers = pagesToRead(this.state.list, this.#needed).filter((number) => !this.#reading.has(number))
    const started = numbers.slice(0, this.#maxReads - this.#reading.size)
    for (const number of started) {
      this.#reading.add(number)
      void this.#readPage(number)
    }
    return started.length > 0
  }

  async #readPage(number: number) {
    const result = await this.#read(number).catch((error: unknown) => {
      if (error instanceof JsonFailure) return error
      throw error
    })
    this.#reading.delete(number)
    if (!this.state) return
    const { list, failure } = this.state
    if (result instanceof JsonFailure) this.#update(list, result)
    else this.#update(addPage(list, result), failure)
  }
}

const stores = new Map<string, ListStore<unknown>>()

function storeFor<Item>(viewerId: string, address: string): ListStore<Item> {
  const key = `${viewerId} ${address}`
  const store = (stores.get(key) as ListStore<Item> | undefined) ?? new ListStore<Item>()
  stores.set(key, store as ListStore<unknown>)
  return store
}
