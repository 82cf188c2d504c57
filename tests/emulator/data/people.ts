import type { Links } from '../state.ts'
import { idFrom } from './generate.ts'
import { hardPeople } from './hard-people.ts'

export type Person = {
  /** The user ID in the Web API. */
  id: PersonId
  accountId: string
  /** The name that the Web API returns. The emulator's pages show `label` instead. */
  displayName: string | null
  label: string
  summary: string
  apiVariant: 'development' | 'extended'
  /** Whether the user is registered for the app. If not, the Web API refuses to return the user's data. */
  registered: boolean
  /** Replaces the links or pictures in everything that the user sees, except in playlists. */
  links?: Partial<Pick<Links, 'open' | 'pictures'>>
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
    summary: 'Not registered for the app: he can give consent, but Spotify rejects every call.',
    registered: false,
  },
} satisfies Record<string, Sketch>

export type PersonId = keyof typeof sketches

export const personIds = Object.keys(sketches) as PersonId[]

export const personOf = (id: PersonId): Person => ({
  id,
  accountId: idFrom(`account:${id}`),
  displayName: sketches[id].label,
  apiVariant: 'development',
  registered: true,
  ...sketches[id],
})

export const people: readonly Person[] = personIds.map(personOf)

export function findPerson(id: unknown): Person | undefined {
  return people.find((person) => person.id === id)
}
