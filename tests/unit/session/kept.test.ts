import { expect, test } from 'vitest'
import { keepAnswers, replaceKept } from '@/lib/session/kept'
import { endSession } from '@/lib/session/session-cookie'
import { createApi } from '@/lib/spotify/api'
import { changePlaylist } from '@/lib/spotify/playlist-changes'
import { readPlaylist, readPlaylistItems, readPlaylists } from '@/lib/spotify/playlists'
import { playlistIds } from '../../emulator/library.ts'
import { createWorld, outside, signedIn } from '../support.ts'

const slice = { limit: 50, offset: 0 }

async function worldOf() {
  const world = createWorld()
  const session = await signedIn(world, 'mira')
  const { emulator, clock, context } = world
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
  return { world, session, api, memory: context, clock, id, countCalls: () => emulator.requests().length }
}

test('a view that is repeated within half a minute costs no call, and a later one costs one', async () => {
  const { api, memory, clock, countCalls, session } = await worldOf()
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  const first = await readPlaylists(kept, slice)
  clock.ms += 29_000
  expect(await readPlaylists(kept, slice)).toEqual(first)
  expect(countCalls()).toBe(1)
  clock.ms += 1_000
  await readPlaylists(kept, slice)
  expect(countCalls()).toBe(2)
})

test('another page of a list, and another session, are asked for', async () => {
  const { api, memory, id, countCalls, session } = await worldOf()
  await readPlaylists(keepAnswers(api, memory, session, { mayReuse: true }), slice)
  await readPlaylists(keepAnswers(api, memory, session, { mayReuse: true }), { limit: 50, offset: 50 })
  await readPlaylists(keepAnswers(api, memory, { ...session, id: `${id}x` }, { mayReuse: true }), slice)
  expect(countCalls()).toBe(3)
})

test('a reload asks anew, and what it brings is what the next view shows', async () => {
  const { api, memory, countCalls, session } = await worldOf()
  await readPlaylists(keepAnswers(api, memory, session, { mayReuse: true }), slice)
  await readPlaylists(keepAnswers(api, memory, session, { mayReuse: false }), slice)
  await readPlaylists(keepAnswers(api, memory, session, { mayReuse: true }), slice)
  expect(countCalls()).toBe(2)
})

test('after a change, even one that failed, nothing old is shown', async () => {
  const { world, api, memory, session, countCalls } = await worldOf()
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  const other = keepAnswers(api, memory, { ...session, id: 'other' }, { mayReuse: true })
  await readPlaylists(kept, slice)
  await readPlaylists(other, slice)
  world.emulator.faults.set({ name: 'server_error', where: '/v1/playlists' })
  const playlist = { id: playlistIds.miraPublic, visibility: 'unknown' } as const
  await expect(changePlaylist(replaceKept(api, memory, session), playlist, { name: 'A' })).rejects.toThrow()
  await readPlaylists(kept, slice)
  await readPlaylists(other, slice)
  expect(countCalls()).toBe(4)
})

test('a failure is not kept', async () => {
  const { world, api, memory, session } = await worldOf()
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  world.emulator.faults.set({ name: 'server_error', where: 'api' })
  await expect(readPlaylists(kept, slice)).rejects.toThrow()
  world.emulator.faults.clear()
  expect((await readPlaylists(kept, slice)).total).toBe(120)
})

test('what the browser reads anew replaces what is kept, and keeps nothing more', async () => {
  const { api, memory, countCalls, session } = await worldOf()
  const fresh = replaceKept(api, memory, session)
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  await readPlaylists(fresh, slice)
  await readPlaylists(kept, slice)
  await readPlaylists(fresh, slice)
  await readPlaylists(kept, slice)
  expect(countCalls()).toBe(3)
})

test('a sign-out leaves nothing of the session in memory, and all of another', async () => {
  const { world, session, api, id } = await worldOf()
  const { context, jar } = world
  for (const each of [id, 'another'])
    await readPlaylists(keepAnswers(api, context, { ...session, id: each }, { mayReuse: true }), slice)
  await endSession(context, jar, session)
  const left: string[] = []
  context.kept.delete((key) => left.push(key) === 0)
  expect(left.map((key) => key.split(' ')[0])).toEqual(['another'])
  context.opened.delete((_, session) => {
    expect(session.id).not.toBe(id)
    return false
  })
})

test('an answer that comes after the sign-out is kept nowhere', async () => {
  const { world, session, api, countCalls } = await worldOf()
  const { context, jar } = world
  const late = readPlaylists(keepAnswers(api, context, session, { mayReuse: true }), slice)
  await endSession(context, jar, session)
  await late
  await readPlaylists(keepAnswers(api, context, session, { mayReuse: true }), slice)
  expect(countCalls()).toBe(2)
})

test('what was read while something was changed is shown once, and asked for again', async () => {
  const { world, api, memory, session, countCalls } = await worldOf()
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  world.emulator.faults.set({ name: 'slow', where: '/v1/me/playlists', delayMs: 50, times: 1 })
  const early = readPlaylists(kept, slice)
  const playlist = { id: playlistIds.miraPublic, visibility: 'unknown' } as const
  await changePlaylist(replaceKept(api, memory, session), playlist, { name: 'A' }).catch(() => undefined)
  await early
  await readPlaylists(kept, slice)
  expect(countCalls()).toBe(3)
})

test('a playlist whose items are read anew from the first on is asked for again; for later ones it is not', async () => {
  const { api, memory, session, countCalls } = await worldOf()
  const kept = keepAnswers(api, memory, session, { mayReuse: true })
  const fresh = replaceKept(api, memory, session)
  await readPlaylist(kept, playlistIds.miraPrivate)
  await readPlaylistItems(fresh, playlistIds.miraPrivate, { limit: 50, offset: 50 })
  await readPlaylist(kept, playlistIds.miraPrivate)
  expect(countCalls()).toBe(2)
  await readPlaylistItems(fresh, playlistIds.miraPublic, slice)
  await readPlaylist(kept, playlistIds.miraPrivate)
  expect(countCalls()).toBe(3)
  await readPlaylistItems(fresh, playlistIds.miraPrivate, slice)
  await readPlaylist(kept, playlistIds.miraPrivate)
  expect(countCalls()).toBe(5)
})
