import { idFrom } from './seed.ts'

export type Population = 'development' | 'extended'

export type Person = {
  /** Also the person's id in the API. */
  id: PersonId
  accountId: string
  /** What the API says; `label` is for our own pages. */
  displayName: string | null
  label: string
  summary: string
  population: Population
  /** On the app's list of five? */
  registered: boolean
  picture: 'drawn' | 'none' | 'foreign'
  openUrl: string | null
}

export const personIds = ['mira', 'otto', 'vera', 'nils', 'ada', 'long', 'bare', 'nulls', 'odd', 'guest'] as const

export type PersonId = (typeof personIds)[number]

type Sketch = Partial<Omit<Person, 'id' | 'accountId'>> & Pick<Person, 'label' | 'summary'>

const sketches: Record<PersonId, Sketch> = {
  mira: { label: 'Mira Solvang', summary: '120 playlists of every kind. The ordinary visitor.' },
  otto: {
    label: 'Otto Brenner',
    summary: '12 playlists, seen by an older app with extended access.',
    population: 'extended',
  },
  vera: { label: 'Vera Okonjo', summary: '3,000 playlists.' },
  nils: { label: 'Nils Aaltomaa', summary: 'No playlists at all.' },
  ada: { label: 'Ada Quistgard', summary: 'Three playlists.' },
  long: { label: 'نجمة بنت الساقية', summary: 'Very long names, right-to-left names, names that look like code.' },
  bare: { label: 'Bram Hollowell', summary: 'No pictures anywhere.', picture: 'none' },
  nulls: {
    label: 'Somebody without a name',
    summary: 'Everything that can be null is null.',
    displayName: null,
    picture: 'none',
  },
  odd: {
    label: 'Odd Lykke',
    summary: 'Links and pictures that point where they should not.',
    picture: 'foreign',
    openUrl: 'javascript:alert(1)',
  },
  guest: {
    label: 'Gus Ternholm',
    summary: "Not on the app's list: agrees here, but the app is refused his data.",
    registered: false,
  },
}

export const people: readonly Person[] = personIds.map((id) => ({
  id,
  accountId: idFrom(`account:${id}`),
  displayName: sketches[id].label,
  population: 'development',
  registered: true,
  picture: 'drawn',
  openUrl: null,
  ...sketches[id],
}))

const byId = new Map(people.map((person) => [person.id, person]))

export function isPersonId(text: unknown): text is PersonId {
  return personIds.some((id) => id === text)
}

export function personOf(id: PersonId): Person {
  const person = byId.get(id)
  if (person === undefined) throw new Error(`no person is called ${id}`)
  return person
}
