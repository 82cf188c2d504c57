import { hardPeople } from './hard-people.ts'
import { idFrom } from './names.ts'

export type ApiVariant = 'development' | 'extended'

export type Person = {
  /** The user ID in the Web API. */
  id: PersonId
  accountId: string
  /** The name that the Web API returns. The emulator's pages show `label` instead. */
  displayName: string | null
  label: string
  summary: string
  apiVariant: ApiVariant
  /** Whether the user is registered for the app. If not, the Web API refuses to return the user's data. */
  registered: boolean
  picture: 'drawn' | 'none' | 'foreign'
  openUrl: string | null
  /** Names to use instead of the usual names of songs and artists. */
  names?: readonly string[]
}

export type Sketch = Partial<Omit<Person, 'id' | 'accountId'>> & Pick<Person, 'label' | 'summary'>

const sketches = {
  mira: { label: 'Mira Solvang', summary: 'The typical visitor: 120 playlists of every kind.' },
  otto: {
    label: 'Otto Brenner',
    summary: '12 playlists, as an older app with extended access sees them.',
    apiVariant: 'extended',
  },
  vera: { label: 'Vera Okonjo', summary: '3,000 playlists.' },
  nils: { label: 'Nils Aaltomaa', summary: 'No playlists.' },
  ada: { label: 'Ada Quistgard', summary: 'Three playlists.' },
  ...hardPeople,
  guest: {
    label: 'Gus Ternholm',
    summary: 'Not registered for the app: he can agree, but Spotify refuses his data.',
    registered: false,
  },
} satisfies Record<string, Sketch>

export type PersonId = keyof typeof sketches

export const personIds = Object.keys(sketches) as PersonId[]

export const people: readonly Person[] = personIds.map((id) => ({
  id,
  accountId: idFrom(`account:${id}`),
  displayName: sketches[id].label,
  apiVariant: 'development',
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
  if (person === undefined) throw new Error(`There is no person named ${id}`)
  return person
}
