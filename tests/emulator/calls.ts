import { readForm } from './accounts/token-endpoint.ts'
import { bearerOf } from './api/routing.ts'
import type { PersonId } from './data/people.ts'
import { isPersonId } from './data/people.ts'
import type { Call } from './faults/faults.ts'
import type { EmulatorState } from './state.ts'

const ownPaths = /^\/($|_emulator\/|pictures\/|open\/|favicon\.ico$)/

/** Whether a path belongs to Spotify rather than to the emulator's own pages, pictures or controls. */
export function isSpotifyCall(path: string): boolean {
  return !ownPaths.test(path)
}

/** Returns a request's path, grant type and user without consuming its body or using up a code or token. */
export async function describeCall(request: Request, state: EmulatorState): Promise<Call> {
  const path = new URL(request.url).pathname
  if (request.method !== 'POST') return { path, ...withPerson(personOfToken(request, state)) }
  const form = await readForm(request.clone())
  const grantType = form.get('grant_type')
  return {
    path,
    ...(grantType === null ? {} : { grantType }),
    ...withPerson(personOfForm(form, state) ?? personOfToken(request, state)),
  }
}

function personOfToken(request: Request, { tokenStore }: EmulatorState): PersonId | null {
  const token = bearerOf(request.headers.get('authorization'))
  return token === null ? null : (tokenStore.findAccessToken(token)?.person ?? null)
}

function personOfForm(form: URLSearchParams, { tokenStore }: EmulatorState): PersonId | null {
  const chosen = form.get('person')
  if (isPersonId(chosen)) return chosen
  const holder =
    tokenStore.findCode(form.get('code') ?? '') ?? tokenStore.findRefreshToken(form.get('refresh_token') ?? '')
  return holder?.person ?? null
}

function withPerson(person: PersonId | null): { person?: PersonId } {
  return person === null ? {} : { person }
}
