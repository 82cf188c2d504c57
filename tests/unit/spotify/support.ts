import { type Api, createApi } from '@/lib/spotify/api'
import { createCooldown } from '@/lib/spotify/cooldown'
import { scopes as allScopes, parseScopes } from '@/lib/spotify/scopes'
import type { PersonId } from '../../emulator/data/people.ts'
import { createSetup, playlistScopes, spotifyUrl } from '../support.ts'

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

/** Returns a Web API client that always receives this response. Use this function for responses that the emulator never sends. */
export const apiIn = (answer: unknown): Api =>
  createApi({
    ...outside(),
    url: spotifyUrl,
    accessToken: 'a',
    grantedScopes: allScopes,
    fetch: fetchOf(() => jsonAnswer(answer)).fetch,
  })

/**
 * The dependencies of the clients in `lib/spotify`: an empty store for rate limits, a clock, and a `pause` that returns
 * immediately.
 */
export const outside = (now: () => number = Date.now) => ({
  cooldown: createCooldown(now),
  now,
  pause: () => Promise.resolve(),
})

/**
 * Returns two values: a `fetch` function that gets its responses from `answer`, and a list of the calls made to it. Use this
 * function for responses that the emulator never sends.
 */
export function fetchOf(answer: (request: Request) => Response | Promise<Response>) {
  const calls: { url: string; init: RequestInit | undefined }[] = []
  const fetch = async (input: Request | URL | string, init?: RequestInit) => {
    calls.push({ url: String(input instanceof Request ? input.url : input), init })
    return answer(new Request(input, init))
  }
  return { fetch, calls }
}

export const jsonAnswer = (body: unknown, status = 200, headers: Record<string, string> = {}) =>
  new Response(JSON.stringify(body), { status, headers: { 'content-type': 'application/json', ...headers } })
