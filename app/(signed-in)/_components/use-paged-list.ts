'use client'

import { useCallback, useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Page } from '@/lib/spotify/shapes'
import { addPage, addRenderedPage, type PagedList, pagesToRead, startReread } from './paged-list'
import { JsonFailure, type ReadJson } from './read-json'
import { useReadJson } from './session-provider'

export type PagedListOptions<Item> = {
  /** URL of this site's JSON for the list. */
  address: string
  /** Keeps accounts apart: a different one may sign in while the tab is open. */
  viewerId: string
  /** The server-rendered page, and when it was rendered (server clock). */
  initialPage: Page<Item>
  renderedAtMs: number
  /** How many pages are read in parallel. */
  maxReads: number
  /** Returns a key that is unique to an item, to detect a changed list. */
  identify: (item: Item) => string
}

type ListState<Item> = {
  list: PagedList<Item>
  isReading: boolean
  /** After a failure, nothing is read until `retry` or `refresh` is called. */
  failure: JsonFailure | null
}

/** A list that starts with the server-rendered page. The browser reads more pages and keeps them for later visits. */
export function usePagedList<Item>(options: PagedListOptions<Item>) {
  const { address, viewerId, initialPage, renderedAtMs, identify } = options
  const readJson = useReadJson()
  // Called only in the browser: on the server, a store would outlive the request.
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other options only matter for a new store
  const store = useCallback(() => storeFor(options, readJson), [viewerId, address])
  const state = useSyncExternalStore(
    useCallback((onChange) => store().subscribe(onChange), [store]),
    () => store().state,
    () => null,
  )
  const list = useMemo(
    () => addRenderedPage(state?.list, initialPage, renderedAtMs, identify),
    [state?.list, initialPage, renderedAtMs, identify],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: once per server-rendered page
  useEffect(() => {
    store().open(options, readJson)
    return () => store().need([])
  }, [store, initialPage])
  return {
    list,
    isReading: state?.isReading ?? false,
    failure: state?.failure ?? null,
    /** Reads these pages if they have not been read. Replaces the pages of the previous call. */
    need: (pages: readonly number[]) => store().need(pages),
    retry: () => store().retry(),
    /** Reads all loaded pages again. */
    refresh: () => store().refresh(),
  }
}

/** One list, stored outside React, so that results of requests in progress are kept if the visitor leaves the page. */
class ListStore<Item> {
  state: ListState<Item>
  readonly #options: PagedListOptions<Item>
  #readJson: ReadJson
  readonly #listeners = new Set<() => void>()
  readonly #reading = new Set<number>()
  #needed: readonly number[] = []

  constructor(options: PagedListOptions<Item>, readJson: ReadJson) {
    const { initialPage, renderedAtMs, identify } = options
    const list = addRenderedPage(undefined, initialPage, renderedAtMs, identify)
    this.state = { list, isReading: false, failure: null }
    this.#options = options
    this.#readJson = readJson
  }

  subscribe(onChange: () => void): () => void {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Adds the page that the server rendered for this visit. */
  open({ initialPage, renderedAtMs, identify }: PagedListOptions<Item>, readJson: ReadJson) {
    this.#readJson = readJson
    const list = addRenderedPage(this.state.list, initialPage, renderedAtMs, identify)
    // A new visit clears the failure of an earlier one, and cancels a refresh that failed.
    this.#update(this.state.failure ? { ...list, reread: null } : list, null)
  }

  need(pages: readonly number[]) {
    this.#needed = pages
    if (this.#startReads()) this.#update(this.state.list, this.state.failure)
  }

  retry() {
    if (this.state.failure) this.#update(this.state.list, null)
  }

  refresh() {
    this.#update(startReread(this.state.list), null)
  }

  #update(list: PagedList<Item>, failure: JsonFailure | null) {
    this.state = { ...this.state, list, failure }
    this.#startReads()
    this.state = { ...this.state, isReading: this.#reading.size > 0 }
    for (const onChange of this.#listeners) onChange()
  }

  /** Returns whether any reads were started. */
  #startReads(): boolean {
    if (this.state.failure) return false
    const numbers = pagesToRead(this.state.list, this.#needed).filter((number) => !this.#reading.has(number))
    const started = numbers.slice(0, this.#options.maxReads - this.#reading.size)
    for (const number of started) {
      this.#reading.add(number)
      void this.#readPage(number)
    }
    return started.length > 0
  }

  async #readPage(number: number) {
    const { address, viewerId, initialPage } = this.#options
    const { limit } = initialPage
    const result = await this.#readJson<Page<Item>>(
      `${address}?limit=${limit}&offset=${number * limit}`,
      viewerId,
    ).catch((error: unknown) => {
      if (error instanceof JsonFailure) return error
      throw error
    })
    this.#reading.delete(number)
    const { list, failure } = this.state
    if (result instanceof JsonFailure) this.#update(list, result)
    else this.#update(addPage(list, result), failure)
  }
}

/** The number of recently used lists to keep while the tab is open. */
const maxStores = 20

const stores = new Map<string, ListStore<unknown>>()

/** Returns a viewer's list by URL. Creates it if necessary, and removes the least recently used list if there are too many. */
function storeFor<Item>(options: PagedListOptions<Item>, readJson: ReadJson): ListStore<Item> {
  const key = `${options.viewerId} ${options.address}`
  const store = (stores.get(key) as ListStore<Item> | undefined) ?? new ListStore(options, readJson)
  // Moves the list to the end of the map: it is now the most recently used.
  stores.delete(key)
  stores.set(key, store as ListStore<unknown>)
  const [oldest] = stores.keys()
  if (stores.size > maxStores && oldest !== undefined) stores.delete(oldest)
  return store
}
