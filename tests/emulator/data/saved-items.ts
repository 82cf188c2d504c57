import type { PersonId } from './people.ts'

export type SavedItem = { id: string; addedAt: string }

/** Items that users have saved or removed through the app. These changes are applied on top of the generated data. */
export class SavedItems {
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
