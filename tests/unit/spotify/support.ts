import { type Api, createApi } from '@/lib/spotify/api'
import { scopes as allScopes, parseScopes } from '@/lib/spotify/scopes'
import type { PersonId } from '../../emulator/data/people.ts'
import { createSetup, fetchOf, jsonAnswer, outside, playlistScopes, spotifyUrl } from '../support.ts'

/** Sets up an emulator and a Web API client whose token belongs to this user and has these scopes. */
export function createApiSetup(person: PersonId, scopes: readonly string[] = playlistScopes) {
  const { emulator } = createSetup()
  const { accessToken, scope } = emulator.grantFor(person, { scopes })
  const api = createApi({
    ...outside(),
    url: spotifyUrl,
    accessToken,
    grantedScopes: parseScopes(scope),
    fetch: emulator.fetch,
  })
  const calls = () => emulator.requests().map(({ path, query }) => ({ path, query }))
  const sent = () => emulator.requests().map(({ method, path, status }) => `${method} ${path} ${status}`)
  return { emulator, api, calls, sent }
}

export const withAllScopes = (person: PersonId) => createApiSetup(person, allScopes)

/** Returns a Web API client that always receives this response. Use this function for responses that the emulator never sends. */
export const apiIn = (answer: unknown): Api =>
  createApi({
    ...outside(),
    url: spotifyUrl,
    accessToken: 'a',
    grantedScopes: allScopes,
    fetch: fetchOf(() => jsonAnswer(answer)).fetch,
  })
