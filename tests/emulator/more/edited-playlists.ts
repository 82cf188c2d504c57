import type { View } from '../api/endpoints.ts'
import {
  type Entry,
  entriesOf,
  type Playlist,
  type PlaylistStore,
  playlistFor,
  type Row,
  toSnapshot,
} from '../data/library.ts'
import type { PersonId } from '../data/people.ts'

/** The generated playlists with the app's changes applied. Also stores which items users have saved or removed. */
export class EditedPlaylists implements PlaylistStore {
  readonly changes = new Changes()
  readonly savedItems: SavedItems

  readonly #generated: PlaylistStore

  constructor(generated: PlaylistStore, now: () => number) {
    this.#generated = generated
    this.savedItems = new SavedItems(now)
  }

  listOf(person: PersonId): Row[] {
    const { changes, savedItems } = this
    const followed = savedItems.added(person, 'playlist').flatMap(({ id }) => this.#generated.find(id) ?? [])
    const rows = [...changes.madeBy(person), ...followed, ...this.#generated.listOf(person)]
    return rows.flatMap((row) => {
      if (row === null) return [null]
      return savedItems.isRemoved(person, `spotify:playlist:${row.id}`) ? [] : [changes.current(row)]
    })
  }

  find(id: string): Playlist | null {
    const playlist = this.changes.findMade(id) ?? this.#generated.find(id)
    return playlist && this.changes.current(playlist)
  }

  entriesOf(playlist: Playlist, offset: number, limit: number): Entry[] {
    return this.changes.entriesOf(playlist, offset, limit)
  }

  snapshotOf(id: string): string {
    return this.changes.snapshotOf(id)
  }

  clear(): void {
    this.changes.clear()
    this.savedItems.clear()
  }
}

/** Returns the emulator's playlist store. Throws an error if the store doesn't accept changes. */
export function editedPlaylistsOf({ state: { playlists } }: View): EditedPlaylists {
  if (!(playlists instanceof EditedPlaylists)) throw new Error('This emulator accepts no changes')
  return playlists
}

/** The app's changes to playlists, which are applied on top of the generated data. */
class Changes {
  readonly #made = new Map<PersonId, Playlist[]>()
  readonly #details = new Map<string, Partial<Playlist>>()
  readonly #contents = new Map<string, Entry[]>()
  readonly #versions = new Map<string, number>()

  make(person: PersonId, sketch: Partial<Playlist>): Playlist {
    const made = this.madeBy(person)
    const playlist = playlistFor(person, { seed: `made ${made.length}`, size: 0, cover: [], ...sketch })
    this.#made.set(person, [playlist, ...made])
    return playlist
  }

  madeBy(person: PersonId): readonly Playlist[] {
    return this.#made.get(person) ?? []
  }

  findMade(id: string): Playlist | null {
    return [...this.#made.values()].flat().find((playlist) => playlist.id === id) ?? null
  }

  current(playlist: Playlist): Playlist {
    const contents = this.#contents.get(playlist.id)
    return { ...playlist, ...this.#details.get(playlist.id), ...(contents && { size: contents.length }) }
  }

  describe(id: string, details: Partial<Playlist>): void {
    this.#details.set(id, { ...this.#details.get(id), ...details })
  }

  entriesOf(playlist: Playlist, offset: number, limit: number): Entry[] {
    return this.#contents.get(playlist.id)?.slice(offset, offset + limit) ?? entriesOf(playlist, offset, limit)
  }

  arrange(playlist: Playlist, arrangement: (entries: Entry[]) => Entry[]): void {
    const before = this.entriesOf(playlist, 0, playlist.size)
    this.#contents.set(playlist.id, arrangement(before))
    this.#versions.set(playlist.id, this.#versionOf(playlist.id) + 1)
  }

  snapshotOf(id: string, version = this.#versionOf(id)): string {
    return toSnapshot(version === 0 ? id : `${id} ${version}`)
  }

  /** Whether this snapshot ID belongs to the current version of the playlist or an earlier version. */
  isSnapshotOf(id: string, snapshot: unknown): boolean {
    const versions = Array.from({ length: this.#versionOf(id) + 1 }, (_, version) => version)
    return versions.some((version) => this.snapshotOf(id, version) === snapshot)
  }

  #versionOf(id: string): number {
    return this.#versions.get(id) ?? 0
  }

  clear(): void {
    for (const store of [this.#made, this.#details, this.#contents, this.#versions]) store.clear()
  }
}

export type SavedItem = { id: string; addedAt: string }

/** Items that users have saved or removed through the app. These changes are applied on top of the generated data. */
class SavedItems {
  readonly #now: () => number
  readonly #marks = new Map<PersonId, Map<string, { isIn: boolean; addedAt: string }>>()

  constructor(now: () => number) {
    this.#now = now
  }

  mark(person: PersonId, uri: string, isIn: boolean): void {
    const marks = this.#marks.get(person) ?? new Map()
    this.#marks.set(person, marks)
    marks.delete(uri)
    marks.set(uri, { isIn, addedAt: `${new Date(this.#now()).toISOString().slice(0, 19)}Z` })
  }

  /** Returns the saved items, newest first. */
  added(person: PersonId, kind: string): SavedItem[] {
    const start = `spotify:${kind}:`
    const marks = [...(this.#marks.get(person) ?? [])].filter(([uri, { isIn }]) => isIn && uri.startsWith(start))
    return marks.reverse().map(([uri, { addedAt }]) => ({ id: uri.slice(start.length), addedAt }))
  }

  isAdded(person: PersonId, uri: string): boolean {
    return this.#marks.get(person)?.get(uri)?.isIn === true
  }

  isRemoved(person: PersonId, uri: string): boolean {
    return this.#marks.get(person)?.get(uri)?.isIn === false
  }

  clear(): void {
    this.#marks.clear()
  }
}
