import { expect, test } from 'vitest'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import { askApi, origin, readAs, startEmulator } from '../support.ts'

const scopes = ['user-top-read', 'user-read-recently-played', 'user-read-currently-playing']
const all = { scopes }
const missing = { status: 401, body: { error: { status: 401, message: 'Permissions missing' } } }
const insufficient = { status: 403, body: { error: { status: 403, message: 'Insufficient client scope' } } }

type Artist = { id: string; type: string; popularity?: number; followers?: unknown }
type Track = { id: string; type: string; popularity?: number }
type Page<T> = { items: T[]; total: number; next: string | null }
type History = {
  items: { track: Track; played_at: string }[]
  next: string | null
  cursors: { after: string; before: string } | null
}
type Player = { item: Track | null; currently_playing_type: string; is_playing: boolean; progress_ms: number }

const playing = '/me/player/currently-playing'
const history = '/me/player/recently-played'

test.each(['/me/top/artists', '/me/top/tracks', history, playing])(
  'a request for %s requires a scope',
  async (path) => {
    const { emulator } = startEmulator()
    expect(await readAs(emulator, 'mira', path)).toEqual(path === playing ? missing : insufficient)
    expect((await readAs(emulator, 'mira', path, all)).status).toBe(200)
  },
)

test('a user’s top tracks never change, but they differ between time ranges', async () => {
  const idsOf = async (query: string) =>
    ((await readAs(startEmulator().emulator, 'mira', `/me/top/tracks?${query}`, all)).body as Page<Track>).items.map(
      ({ id }) => id,
    )
  expect(await idsOf('time_range=long_term')).toEqual(await idsOf('time_range=long_term'))
  expect(await idsOf('')).toEqual(await idsOf('time_range=medium_term'))
  expect(await idsOf('time_range=short_term')).not.toEqual(await idsOf('time_range=long_term'))
})

test('artists have the “popularity” and “followers” fields only with extended access', async () => {
  const { emulator } = startEmulator()
  const first = async (person: PersonId, path: string) =>
    ((await readAs(emulator, person, path, all)).body as Page<Artist>).items[0]
  for (const gone of ['popularity', 'followers']) {
    expect(await first('mira', '/me/top/artists')).not.toHaveProperty(gone)
    expect(await first('otto', '/me/top/artists')).toHaveProperty(gone)
  }
})

test('the list of top artists has 50 entries, and its links to other pages keep the time range', async () => {
  const { emulator } = startEmulator()
  const { body } = await readAs(emulator, 'mira', '/me/top/artists?time_range=short_term&limit=20&offset=20', all)
  expect(body).toMatchObject({
    total: 50,
    next: `${origin}/v1/me/top/artists?time_range=short_term&offset=40&limit=20`,
  })
  for (const bad of ['limit=51', 'limit=0', 'offset=-1', 'time_range=week'])
    expect((await readAs(emulator, 'mira', `/me/top/artists?${bad}`, all)).status).toBe(400)
  expect((await readAs(emulator, 'mira', '/me/top/albums', all)).status).toBe(404)
})

test('following the “next” links returns all 50 plays in the listening history', async () => {
  const { emulator } = startEmulator()
  let next: string | null = `${origin}/v1${history}?limit=20`
  const ids: string[] = []
  while (next !== null) {
    const page = (await readAs(emulator, 'mira', next.slice(`${origin}/v1`.length), all)).body as History
    ids.push(...page.items.map(({ track }) => track.id))
    next = page.next
  }
  expect([ids.length, new Set(ids).size]).toEqual([50, 50])
  const { cursors } = (await readAs(emulator, 'mira', `${history}?limit=5`, all)).body as History
  const later = (await readAs(emulator, 'mira', `${history}?after=${cursors?.before}`, all)).body as History
  expect(later.items).toHaveLength(4)
  for (const bad of ['after=1&before=2', 'before=x', 'limit=51'])
    expect((await readAs(emulator, 'mira', `${history}?${bad}`, all)).status).toBe(400)
})

test('an empty listening history has no cursors', async () => {
  const { body } = await readAs(startEmulator().emulator, 'nils', history, all)
  expect(body).toMatchObject({ items: [], next: null })
  for (const field of ['cursors', 'total']) expect(body).not.toHaveProperty(field)
})

test('if nothing is playing, the response has status 204 and no body', async () => {
  const { emulator } = startEmulator()
  const answer = await askApi(emulator, playing, emulator.grantFor('nils', all).accessToken)
  expect([answer.status, await answer.text()]).toEqual([204, ''])
})

test('each user has a default playback state, which a setting can override for all users', async () => {
  const { emulator, clock } = startEmulator()
  const read = async (person: PersonId, query = '?additional_types=track,episode') =>
    (await readAs(emulator, person, playing + query, all)).body as Player
  expect(await read('mira')).toMatchObject({ currently_playing_type: 'track', is_playing: true })
  expect(await read('otto')).toMatchObject({ currently_playing_type: 'episode', item: { type: 'episode' } })
  expect(await read('otto', '')).toMatchObject({ currently_playing_type: 'episode', item: null })
  expect(await read('ada')).toMatchObject({ is_playing: false, item: { is_local: true, id: null } })
  emulator.settings.playing = 'ad'
  expect(await read('mira')).toMatchObject({ currently_playing_type: 'ad', item: null })
  emulator.settings.playing = 'usual'
  const before = await read('mira')
  clock.ms += 240_000
  expect((await read('mira')).item?.id).not.toBe(before.item?.id)
})
