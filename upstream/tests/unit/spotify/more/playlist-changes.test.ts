import { describe, expect, test } from 'vitest'
import type { Api } from '@/lib/spotify/api'
import {
  addPlaylistItems,
  changePlaylist,
  createPlaylist,
  movePlaylistItems,
  removePlaylistItems,
} from '@/lib/spotify/more/playlist-changes'
import { readPlaylist, readPlaylistItems, readPlaylists } from '@/lib/spotify/playlists'
import { scopes } from '@/lib/spotify/scopes'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import { createApiSetup } from '../../../../../tests/unit/spotify/support.ts'

const withAllScopes = (person: PersonId) => createApiSetup(person, scopes)

const slice = { limit: 50, offset: 0 }
const track = (character: string) => `spotify:track:${character.repeat(22)}`
const episode = `spotify:episode:${'e'.repeat(22)}`
const details = { name: 'Late trams', visibility: 'private' } as const
const own = { id: playlistIds.miraPrivate, visibility: 'private' } as const
const publicOne = { id: playlistIds.miraPublic, visibility: 'public' } as const

async function idsOf(api: Api, id: string) {
  return (await readPlaylistItems(api, id, slice)).items.map((item) => item.id?.[0])
}

describe.each(['mira', 'otto'] as const)('playlist of %s', (person) => {
  test('a playlist can be created, and items can be added to it, reordered and removed', async () => {
    const { api } = withAllScopes(person)
    const made = await createPlaylist(api, { ...details, description: 'For <two> & "more"' })
    expect(made).toMatchObject({
      name: 'Late trams',
      description: 'For <two> & "more"',
      visibility: 'private',
      itemCount: 0,
    })
    expect((await readPlaylists(api, slice)).items[0]?.id).toBe(made.id)

    const first = await addPlaylistItems(api, made, { uris: [track('a'), track('b'), episode] })
    const second = await addPlaylistItems(api, made, { uris: [track('c')], position: 0 })
    expect([first, second].every((snapshotId) => snapshotId) && first !== second).toBe(true)
    expect(await idsOf(api, made.id)).toEqual(['c', 'a', 'b', 'e'])

    await movePlaylistItems(api, made, { start: 0, length: 2, before: 4, snapshotId: second })
    expect(await idsOf(api, made.id)).toEqual(['b', 'e', 'c', 'a'])
    await movePlaylistItems(api, made, { start: 3, before: 0 })
    expect(await idsOf(api, made.id)).toEqual(['a', 'b', 'e', 'c'])

    await removePlaylistItems(api, made, { uris: [track('b'), episode] })
    expect(await idsOf(api, made.id)).toEqual(['a', 'c'])
    expect(await readPlaylist(api, made.id)).toMatchObject({ itemCount: 2 })
  })

  test('changing some fields of a playlist leaves its other fields unchanged', async () => {
    const { api } = withAllScopes(person)
    const made = await createPlaylist(api, { ...details, description: 'For <two> & "more"' })
    await changePlaylist(api, made, { name: 'Early trams' })
    expect(await readPlaylist(api, made.id)).toMatchObject({
      name: 'Early trams',
      description: 'For <two> & "more"',
      visibility: 'private',
    })
    await changePlaylist(api, made, { visibility: 'public' })
    expect(await readPlaylist(api, made.id)).toMatchObject({ name: 'Early trams', visibility: 'public' })
  })
})

test('the only scope needed to create a private playlist is playlist-modify-private', async () => {
  const { api } = createApiSetup('mira', ['playlist-modify-private'])
  expect(await createPlaylist(api, details)).toMatchObject({ visibility: 'private' })
})

test('no call is made to create or change a playlist if the scope for its visibility is missing', async () => {
  const { api, calls } = createApiSetup('mira', ['playlist-modify-private'])
  const needsPublic = { code: 'missing_scope', missingScope: 'playlist-modify-public' }
  await expect(createPlaylist(api, { ...details, visibility: 'public' })).rejects.toMatchObject(needsPublic)
  await expect(createPlaylist(api, { ...details, isCollaborative: true })).rejects.toMatchObject(needsPublic)
  await expect(changePlaylist(api, own, { visibility: 'public' })).rejects.toMatchObject(needsPublic)
  await expect(addPlaylistItems(api, publicOne, { uris: [episode] })).rejects.toMatchObject(needsPublic)
  const without = createApiSetup('mira')
  const needsPrivate = { code: 'missing_scope', missingScope: 'playlist-modify-private' }
  await expect(movePlaylistItems(without.api, own, { start: 0, before: 2 })).rejects.toMatchObject(needsPrivate)
  await expect(removePlaylistItems(without.api, own, { uris: [episode] })).rejects.toMatchObject(needsPrivate)
  expect([...calls(), ...without.calls()]).toEqual([])
})

test('if a playlist’s visibility is unknown, the call is made, and Spotify reports the missing scope', async () => {
  const { api } = createApiSetup('mira')
  const refused = addPlaylistItems(api, { ...own, visibility: 'unknown' }, { uris: [episode] })
  await expect(refused).rejects.toMatchObject({ code: 'missing_scope', status: 403, missingScope: undefined })
})

test('items can be added to a shared playlist, but not to a followed playlist', async () => {
  const { api } = withAllScopes('mira')
  const followed = { id: playlistIds.miraFollowed, visibility: 'public' } as const
  await expect(addPlaylistItems(api, followed, { uris: [episode] })).rejects.toMatchObject({ code: 'forbidden' })
  const shared = { id: playlistIds.miraShared, visibility: 'private' } as const
  await addPlaylistItems(api, shared, { uris: [track('a')], position: 0 })
  expect((await idsOf(api, shared.id))[0]).toBe('a')
  await expect(changePlaylist(api, shared, { name: 'Mine' })).rejects.toMatchObject({ code: 'forbidden' })
})

test.each([
  ['no items', []],
  ['too many items', Array.from({ length: 101 }, () => track('a'))],
  ['an album', [`spotify:album:${'a'.repeat(22)}`]],
  ['a local file', ['spotify:local:a:b:c:1']],
])('a playlist change with %s is rejected before it reaches Spotify', async (_, uris) => {
  const { api, calls } = withAllScopes('mira')
  for (const change of [addPlaylistItems, removePlaylistItems])
    await expect(change(api, own, { uris })).rejects.toMatchObject({ code: 'invalid_request' })
  expect(calls()).toEqual([])
})

test('moving items fails with invalid_request if a position is invalid or the snapshot ID is unknown', async () => {
  const { api } = withAllScopes('mira')
  for (const move of [
    { start: 130, before: 0 },
    { start: 0, before: 131 },
    { start: 0, before: 1, snapshotId: 'made up' },
  ])
    await expect(movePlaylistItems(api, own, move)).rejects.toMatchObject({ code: 'invalid_request' })
})

describe('playlist changes whose outcome is unknown', () => {
  test.each(['cut_midway', 'server_error', 'html'] as const)(
    'a playlist change is not repeated after the fault %s',
    async (name) => {
      const { api, emulator, sent } = withAllScopes('mira')
      emulator.faults.set({ name, where: '/v1/playlists' })
      const refused = addPlaylistItems(api, own, { uris: [track('a')] })
      await expect(refused).rejects.toMatchObject({ code: 'spotify_unavailable' })
      expect(sent()).toHaveLength(1)
    },
  )

  test('a playlist change can take effect even if its response is lost', async () => {
    const { api, emulator } = withAllScopes('mira')
    emulator.faults.set({ name: 'cut_midway', where: '/v1/me/playlists', times: 1 })
    await expect(createPlaylist(api, details)).rejects.toMatchObject({ code: 'spotify_unavailable' })
    expect((await readPlaylists(api, slice)).items[0]?.name).toBe('Late trams')
  })
})
