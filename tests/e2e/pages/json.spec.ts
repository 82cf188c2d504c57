import { playlistIds } from '../../emulator/data/library.ts'
import { expect, test } from '../../support/fixtures.ts'

test('JSON list endpoints use the app’s own format and return one page at a time', async ({ context, signIn }) => {
  await signIn('mira')
  const playlists = await context.request.get('/api/playlists?limit=3&offset=118')
  expect(await playlists.json()).toMatchObject({ items: [{}, {}], total: 120, limit: 3, offset: 118 })
  const items = await context.request.get(`/api/playlists/${playlistIds.miraPrivate}/items?limit=2&offset=128`)
  expect(await items.json()).toMatchObject({ items: [{ kind: 'track' }, {}], total: 130, limit: 2, offset: 128 })
  expect(items.headers()['cache-control']).toBe('private, no-store')
})

const invalidQueries = [
  'limit=0',
  'limit=51',
  'limit=-1',
  'limit=ten',
  'limit=1.5',
  'limit=',
  'offset=-1',
  'offset=x',
  'offset=1e3',
  'limit=5&limit=6',
  'offset=0&offset=0',
]

for (const query of invalidQueries) {
  test(`/api/playlists?${query} returns a 400 that names the invalid parameter`, async ({
    context,
    signIn,
    spotify,
  }) => {
    await signIn('ada', '/api/auth/login?returnTo=/account')
    spotify.clearRequests()
    const answer = await context.request.get(`/api/playlists?${query}`)
    expect(answer.status()).toBe(400)
    const { error } = await answer.json()
    expect(error.code).toBe('invalid_request')
    expect(error.message).toContain(query.split('=')[0])
    expect(spotify.requests()).toEqual([])
  })
}

test('without a session, all JSON endpoints return 401', async ({ request, spotify }) => {
  for (const path of [
    '/api/me',
    '/api/listening/now',
    '/api/playlists',
    `/api/playlists/${playlistIds.miraPrivate}/items`,
  ]) {
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(401)
    expect(await answer.json(), path).toMatchObject({ error: { code: 'signed_out' } })
    expect(answer.headers()['cache-control'], path).toBe('private, no-store')
  }
  expect(spotify.requests()).toEqual([])
})

const faults = [
  { fault: { name: 'server_error', status: 502 }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'html' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'empty' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'cut' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'cut_midway' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'huge' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'redirect' }, status: 503, code: 'spotify_unavailable' },
  { fault: { name: 'not_registered' }, status: 403, code: 'not_registered' },
  { fault: { name: 'owner_premium' }, status: 403, code: 'owner_premium' },
  { fault: { name: 'missing_scope' }, status: 403, code: 'missing_scope' },
  { fault: { name: 'forbidden' }, status: 403, code: 'forbidden' },
  { fault: { name: 'not_found' }, status: 404, code: 'not_found' },
] as const

for (const { fault, status, code } of faults) {
  test(`the fault ${fault.name} makes JSON endpoints return ${status} ${code}, and the session stays valid`, async ({
    context,
    signIn,
    spotify,
  }) => {
    await signIn('ada', '/api/auth/login?returnTo=/account')
    spotify.faults.set(fault)
    const answer = await context.request.get('/api/playlists')
    expect(answer.status()).toBe(status)
    expect(await answer.json()).toMatchObject({ error: { code } })
    spotify.faults.clear()
    expect((await context.request.get('/api/playlists')).status()).toBe(200)
  })
}

test('without calling Spotify, the health check reports whether the configuration is valid', async ({
  request,
  spotify,
}) => {
  const answer = await request.get('/api/health')
  expect(await answer.json()).toMatchObject({ status: 'ok', configured: true, problems: [] })
  expect(spotify.requests()).toEqual([])
})
