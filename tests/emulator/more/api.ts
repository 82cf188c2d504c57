import type { On } from '../api/endpoints.ts'
import { libraryApi } from './library.ts'
import { playlistChanges } from './playlist-changes.ts'
import { removedAddresses } from './removed-endpoints.ts'
import { searchApi } from './search.ts'

/** Adds the endpoints for the functions in `lib/spotify/more`. */
export function moreApi(on: On): void {
  for (const part of [libraryApi, searchApi, playlistChanges, removedAddresses]) part(on)
}
