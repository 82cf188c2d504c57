import type { Call } from './faults.ts'
import type { PersonId } from './people.ts'
import { isPersonId } from './people.ts'
import { bearerOf } from './routing.ts'
import { readForm } from './token-endpoint.ts'
import type { World } from './world.ts'

const ownPlaces = /^\/($|_emulator\/|pictures\/|open\/|favicon\.ico$)/

/** Accounts, API and everything unknown; not the emulator's own pages, pictures and controls. */
export function isSpotifyCall(path: string): boolean {
  return !ownPlaces.test(path)
}

/** Who is behind a request, and which grant it asks for, found without using anything up. */
export async function describeCall(request: Request, world: World): Promise<Call> {
  const path = new URL(request.url).pathname
  if (request.method !== 'POST') return { path, ...withPerson(personOfToken(request, world)) }
  const form = await readForm(request.clone())
  const grantType = form.get('grant_type')
  return {
    path,
    ...(grantType === null ? {} : { grantType }),
    ...withPerson(personOfForm(form, world) ?? personOfToken(request, world)),
  }
}

function personOfToken(request: Request, { ledger }: World): PersonId | null {
  const token = bearerOf(request.headers.get('authorization'))
  return token === null ? null : (ledger.findAccessToken(token)?.person ?? null)
}

function personOfForm(form: URLSearchParams, { ledger }: World): PersonId | null {
  const chosen = form.get('person')
  if (isPersonId(chosen)) return chosen
  const holder = ledger.findCode(form.get('code') ?? '') ?? ledger.findRefreshToken(form.get('refresh_token') ?? '')
  return holder?.person ?? null
}

function withPerson(person: PersonId | null): { person?: PersonId } {
  return person === null ? {} : { person }
}
