'use client'

import { useEffect, useMemo, useSyncExternalStore } from 'react'
import type { Page } from '@/lib/spotify/shapes'
import { addPage, addRenderedPage, type PagedList, pagesToRead, startReread } from './paged-list'
import { JsonFailure, type ReadJson } from './read-json'
import { useReadJson } from './use-read-json'

/** The data that the server passes to a list component. */
export type RenderedList<Item> = {
  initialPage: Page<Item>
  /** When the server rendered the page, according to the server's clock. */
  renderedAtMs: number
  /** The ID of the account that the list belongs to. The visitor may switch accounts while the tab is open. */
  viewerId: string
}

export type PagedListOptions<Item> = RenderedList<Item> & {
  /** The list's URL in this site's JSON API. */
  address: string
  /** The maximum number of pages to read in parallel. */
  maxReads: number
  /** Returns a key that identifies an item. Comparing keys shows whether the list has changed. */
  identify: (item: Item) => string
}

type ListState<Item> = {
  list: PagedList<Item>
  isReading: boolean
  /** The failure that stopped the reads. No more pages are read until `retry`, `refresh` or a new visit clears the failure. */
  failure: JsonFailure | null
  /** Whether a `retry` or `refresh` that followed a failure is still waiting for its first response. */
  isRetrying: boolean
}

/** The maximum number of recently visited lists to keep while the tab is open. */
const maxStores = 20

/**
 * The lists, keyed by viewer and URL, from the least recently to the most recently visited. The map is filled only in the browser,
 * because a list kept on the server would outlive its request.
 */
const stores = new Map<string, ListStore<unknown>>()

/**
 * Returns a list that includes the server-rendered page, along with functions for reading more pages. The browser keeps the list
 * for later visits.
 */
export function usePagedList<Item>(options: PagedListOptions<Item>) {
  const { address, viewerId, initialPage, renderedAtMs, identify } = options
  const readJson = useReadJson()
  const key = `${viewerId} ${address}`
  // biome-ignore lint/correctness/useExhaustiveDependencies: the other options matter only when a store is created
  const store = useMemo(
    () => (stores.get(key) as ListStore<Item> | undefined) ?? new ListStore(options, readJson),
    [key],
  )
  const state = useSyncExternalStore(store.subscribe, store.getState, store.getState)
  const list = useMemo(
    () => addRenderedPage(state.list, initialPage, renderedAtMs, identify),
    [state.list, initialPage, renderedAtMs, identify],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: runs once per server-rendered page
  useEffect(() => {
    keepStore(key, store as ListStore<unknown>)
    store.open(options, readJson)
    return () => store.need([])
  }, [store, initialPage])
  const { failure, isReading, isRetrying } = state
  const { need, retry, refresh } = store
  const isRefreshing = list.reread !== null && !failure
  return { list, failure, isReading, isRetrying, isRefreshing, need, retry, refresh }
}

/** Keeps a list for later visits, and removes the least recently visited list if there are too many. */
function keepStore(key: string, store: ListStore<unknown>) {
  stores.delete(key)
  stores.set(key, store)
  const [oldest] = stores.keys()
  if (stores.size > maxStores && oldest !== undefined) stores.delete(oldest)
}

/** A list, stored outside React so that it also keeps responses that arrive after the visitor has left the page. */
class ListStore<Item> {
  #state: ListState<Item>
  readonly #options: PagedListOptions<Item>
  #readJson: ReadJson
  readonly #listeners = new Set<() => void>()
  readonly #reading = new Set<number>()
  #needed: readonly number[] = []

  constructor(options: PagedListOptions<Item>, readJson: ReadJson) {
    const list = addRenderedPage(undefined, options.initialPage, options.renderedAtMs, options.identify)
    this.#state = { list, isReading: false, failure: null, isRetrying: false }
    this.#options = options
    this.#readJson = readJson
  }

  getState = () => this.#state

  subscribe = (onChange: () => void) => {
    this.#listeners.add(onChange)
    return () => this.#listeners.delete(onChange)
  }

  /** Adds the page that the server rendered for this visit. */
  open({ initialPage, renderedAtMs, identify }: PagedListOptions<Item>, readJson: ReadJson) {
    this.#readJson = readJson
    const list = addRenderedPage(this.#state.list, initialPage, renderedAtMs, identify)
    // If reads have failed, a new visit clears the failure and abandons any unfinished reread.
    this.#update({ list: this.#state.failure ? { ...list, reread: null } : list, failure: null })
  }

  /**
   * Reads the given pages, except those that have already been read. Cancels any reads requested by an earlier call that have not
   * started yet.
   */
  need = (pages: readonly number[]) => {
    this.#needed = pages
    if (this.#startReads()) this.#update({})
  }

  retry = () => {
    if (this.#state.failure) this.#update({ failure: null, isRetrying: true })
  }

  /** Reads all loaded pages again. */
  refresh = () => {
    const { list, failure } = this.#state
    this.#update({ list: startReread(list), failure: null, isRetrying: failure !== null })
  }

  #update(change: Partial<ListState<Item>>) {
    this.#state = { ...this.#state, ...change }
    this.#startReads()
    const isReading = this.#reading.size > 0
    this.#state = { ...this.#state, isReading, isRetrying: isReading && this.#state.isRetrying }
    for (const onChange of this.#listeners) onChange()
  }

  /** Starts as many reads as `maxReads` allows. Returns whether any reads were started. */
  #startReads(): boolean {
    if (this.#state.failure) return false
    const numbers = pagesToRead(this.#state.list, this.#needed).filter((number) => !this.#reading.has(number))
    const started = numbers.slice(0, this.#options.maxReads - this.#reading.size)
    for (const number of started) void this.#read(number)
    return started.length > 0
  }

  async #read(number: number) {
    this.#reading.add(number)
    const { address, viewerId, initialPage } = this.#options
    const { limit } = initialPage
    const result = await this.#readJson<Page<Item>>(`${address}?limit=${limit}&offset=${number * limit}`, viewerId, {
      isReload: this.#state.list.reread !== null,
    }).catch((error: JsonFailure) => error)
    this.#reading.delete(number)
    if (result instanceof JsonFailure) this.#update({ failure: result, isRetrying: false })
    else this.#update({ list: addPage(this.#state.list, result), isRetrying: false })
  }
}
