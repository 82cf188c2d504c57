import type { PersonId } from '../../../../tests/emulator/data/people.ts'
import type { Emulator, GrantOptions } from '../../../../tests/emulator/emulator.ts'
import { askApi, startEmulator as startUnwatched } from '../../../../tests/unit/emulator/support.ts'
import { watched } from '../../../support/description/watched-emulator.ts'

export const playlistScopes = ['playlist-read-private', 'playlist-read-collaborative']

/** The same emulator, whose answers must fit Spotify's description. */
export function startEmulator(...options: Parameters<typeof startUnwatched>): ReturnType<typeof startUnwatched> {
  const { emulator, clock } = startUnwatched(...options)
  return { emulator: watched(emulator), clock }
}

/** What a person with these scopes gets from the API. */
export async function readAs(
  emulator: Emulator,
  person: PersonId,
  path: string,
  { scopes = playlistScopes }: GrantOptions = {},
): Promise<{ status: number; body: unknown }> {
  const response = await askApi(emulator, path, emulator.grantFor(person, { scopes }).accessToken)
  return { status: response.status, body: await response.json() }
}
