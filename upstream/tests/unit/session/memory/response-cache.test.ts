import { expect, test } from 'vitest'
import { revokeSession } from '@/lib/session/cookies'
import {
  skipResponseCache,
  skipsResponseCache,
  withChangeListener,
  withResponseCache,
} from '@/lib/session/memory/response-cache'
import { createApi } from '@/lib/spotify/api'
import { changePlaylist } from '@/lib/spotify/more/playlist-changes'
import { readPlaylists } from '@/lib/spotify/playlists'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import { outside } from '../../../../../tests/unit/spotify/support.ts'
import { createSetup, signedIn } from '../../../../../tests/unit/support.ts'

const page = { limit: 50, offset: 0 }

async function createApiSetup() {
  const setup = createSetup()
  const session = await signedIn(setup, 'mira')
  const { emulator, clock, context } = setup
  const { accessToken, grantedScopes, id } = session
  const now = () => clock.ms
  const api = createApi({
    url: context.config.apiUrl,
    accessToken,
    grantedScopes,
    fetch: emulator.fetch,
    ...outside(now),
  })
  emulator.clearRequests()
  return { setup, session, api, memory: context, clock, id, countCalls: () => emulator.requests().length }
}

test('Spotify is not called if a page is viewed again within 30 seconds', async () => {
  const { api, memory, clock, countCalls, session } = await createApiSetup()
  const cached = withResponseCache(api, memory, session, { mayReuse: true })
  const first = await readPlaylists(cached, page)
  clock.ms += 29_000
  expect(await readPlaylists(cached, page)).toEqual(first)
  expect(countCalls()).toBe(1)
  clock.ms += 1_000
  await readPlaylists(cached, page)
  expect(countCalls()).toBe(2)
})

test('two concurrent requests share one call to Spotify, but a concurrent reload makes its own call', async () => {
  const { api, memory, countCalls, session } = await createApiSetup()
  const read = (mayReuse: boolean) => readPlaylists(withResponseCache(api, memory, session, { mayReuse }), page)
  const [first, second] = await Promise.all([read(true), read(true), read(false)])
  expect(second).toEqual(first)
  expect(countCalls()).toBe(2)
})

test('if two requests share a call and the call fails, the second request makes its own call', async () => {
  const { setup, api, memory, session } = await createApiSetup()
  const cached = withResponseCache(api, memory, session, { mayReuse: true })
  setup.emulator.faults.set({ name: 'unauthorized', where: 'api', times: 1 })
  const [first, second] = await Promise.allSettled([readPlaylists(cached, page), readPlaylists(cached, page)])
  expect([first.status, second.status]).toEqual(['rejected', 'fulfilled'])
})

test('a cached response is never used for a different page of the list or for a different session', async () => {
  const { api, memory, id, countCalls, session } = await createApiSetup()
  await readPlaylists(withResponseCache(api, memory, session, { mayReuse: true }), page)
  await readPlaylists(withResponseCache(api, memory, session, { mayReuse: true }), { limit: 50, offset: 50 })
  await readPlaylists(withResponseCache(api, memory, { ...session, id: `${id}x` }, { mayReuse: true }), page)
  expect(countCalls()).toBe(3)
})

test('a reload calls Spotify again and replaces the cached response', async () => {
  const { api, memory, countCalls, session } = await createApiSetup()
  await readPlaylists(withResponseCache(api, memory, session, { mayReuse: true }), page)
  await readPlaylists(withResponseCache(api, memory, session, { mayReuse: false }), page)
  await readPlaylists(withResponseCache(api, memory, session, { mayReuse: true }), page)
  expect(countCalls()).toBe(2)
})

test('after a change to user data, even a failed one, pages skip cached responses until they expire', async () => {
  const { setup, api, memory } = await createApiSetup()
  setup.emulator.faults.set({ name: 'server_error', where: '/v1/playlists' })
  const playlist = { id: playlistIds.miraPublic, visibility: 'unknown' } as const
  const changing = withChangeListener(api, () => skipResponseCache(memory, setup.jar))
  await readPlaylists(changing, page)
  expect(skipsResponseCache(memory, setup.jar)).toBe(false)
  await expect(changePlaylist(changing, playlist, { name: 'A' })).rejects.toThrow()
  expect(skipsResponseCache(memory, setup.jar)).toBe(true)
  expect(setup.jar.written.at(-1)).toMatchObject({ name: 'fresh', options: { maxAge: 30 } })
})

test('error responses are not cached', async () => {
  const { setup, api, memory, session } = await createApiSetup()
  const cached = withResponseCache(api, memory, session, { mayReuse: true })
  setup.emulator.faults.set({ name: 'server_error', where: 'api' })
  await expect(readPlaylists(cached, page)).rejects.toThrow()
  setup.emulator.faults.clear()
  expect((await readPlaylists(cached, page)).total).toBe(120)
})

test('signing out removes the session’s cached responses, but not those of other sessions', async () => {
  const { setup, session, api, id } = await createApiSetup()
  const { context, jar } = setup
  for (const each of [id, 'another'])
    await readPlaylists(withResponseCache(api, context, { ...session, id: each }, { mayReuse: true }), page)
  await revokeSession(context, jar, session)
  const left: string[] = []
  context.responseCache.delete((key) => left.push(key) === 0)
  expect(left.map((key) => key.split(' ')[0])).toEqual(['another'])
  context.openedSessions.delete((_, session) => {
    expect(session.id).not.toBe(id)
    return false
  })
})

test('a response that arrives after the sign-out is not cached', async () => {
  const { setup, session, api, countCalls } = await createApiSetup()
  const { context, jar } = setup
  const late = readPlaylists(withResponseCache(api, context, session, { mayReuse: true }), page)
  await revokeSession(context, jar, session)
  await late
  await readPlaylists(withResponseCache(api, context, session, { mayReuse: true }), page)
  expect(countCalls()).toBe(2)
})
