import { createHash } from 'node:crypto'
import { type Entry, entriesOf } from './entries.ts'
import type { PersonId } from './people.ts'
import { type Playlist, type PlaylistSketch, playlistFor } from './playlists.ts'

/** The app's changes to playlists, which are applied on top of the generated data. */
export class Changes {
  readonly #made = new Map<PersonId, Playlist[]>()
  readonly #details = new Map<string, PlaylistSketch>()
  readonly #contents = new Map<string, Entry[]>()
  readonly #versions = new Map<string, number>()

  make(person: PersonId, sketch: PlaylistSketch): Playlist {
    const made = this.madeBy(person)
    const playlist = playlistFor(person, `made ${made.length}`, { size: 0, cover: 'empty', ...sketch })
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
    const counted = contents && { size: contents.length, announced: contents.length }
    return { ...playlist, ...this.#details.get(playlist.id), ...counted }
  }

  describe(id: string, details: PlaylistSketch): void {
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
    const text = version === 0 ? id : `${id} ${version}`
    return createHash('sha256').update(text).digest('base64')
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
