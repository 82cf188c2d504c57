'use client'

import { useEffect, useMemo } from 'react'
import useSWR, { unstable_serialize, useSWRConfig } from 'swr'
import { JsonFailure, readJson } from '@/app/_components/read-json-client'
import type { Page, Playlist } from '@/lib/spotify/shapes'
import { type Kept, stalePages, withAllStale, withPage, withServed } from './kept'

export type ServedPlaylists = {
  served: Page<Playlist>
  /** When the server made it, by its clock. */
  madeAtMs: number
  viewerId: string
}

export type Playlists = {
  kept: Kept
  failure: JsonFailure | null
  /** Pages that are wanted, by number: at most two are read at a time, and none twice. */
  load: (wanted: readonly number[]) => void
  retry: () => void
  refresh: () => void
}

type Stored = { kept: Kept; failure: JsonFailure | null }

const address = '/api/playlists'
const maxFlights = 2

/** What is being read, so that leaving the page and coming back does not ask again. */
const flights = new Set<string>()

/** A viewer's playlists: begun by the server, kept by SWR for as long as the tab is open. */
export function usePlaylists({ served, madeAtMs, viewerId }: ServedPlaylists): Playlists {
  const config = useSWRConfig()
  const key = [address, viewerId]
  // Without a fetcher: one would be called by itself where another viewer's page comes in the place of this.
  const { data, mutate } = useSWR<Stored>(key, null, { compare: Object.is })
  const kept = useMemo(() => withServed(data?.kept, served, madeAtMs), [data, served, madeAtMs])
  const failure = data?.failure ?? null

  const store = (change: (stored: Stored) => Stored) =>
    void mutate((now) => change({ failure: null, ...now, kept: withServed(now?.kept, served, madeAtMs) }), {
      revalidate: false,
    })
  const forget = () => store((stored) => ({ ...stored, failure: null }))
  // A failure of an earlier visit is over.
  // biome-ignore lint/correctness/useExhaustiveDependencies: once for each page of the server's
  useEffect(() => forget(), [served])

  const read = async (number: number) => {
    const flight = `${viewerId} ${number}`
    const url = `${address}?limit=${kept.limit}&offset=${number * kept.limit}`
    flights.add(flight)
    try {
      const page = await readJson<Page<Playlist>>(url, viewerId)
      flights.delete(flight)
      store((stored) => ({ ...stored, kept: withPage(stored.kept, page) }))
      config.onSuccess(page, url, config)
    } catch (error) {
      flights.delete(flight)
      if (!(error instanceof JsonFailure)) throw error
      store((stored) => ({ ...stored, failure: error }))
      config.onError(error, url, config)
    }
  }
  return {
    kept,
    failure,
    load: (wanted) => {
      // What has just landed may not have been rendered yet.
      const now: Stored | undefined = config.cache.get(unstable_serialize(key))?.data
      if (!now || now.failure) return
      for (const number of [...stalePages(now.kept), ...wanted.filter((page) => !now.kept.pages[page])])
        if (flights.size < maxFlights && !flights.has(`${viewerId} ${number}`)) void read(number)
    },
    retry: forget,
    refresh: () => store((stored) => ({ failure: null, kept: withAllStale(stored.kept) })),
  }
}
