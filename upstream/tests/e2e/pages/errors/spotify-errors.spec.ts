import { describeReason, type ReasonCode } from '../../../../../lib/error-messages.ts'
import { playlistIds } from '../../../../../tests/emulator/data/library.ts'
import type { FaultInput } from '../../../../../tests/emulator/faults/faults.ts'
import { agreeAs, expect } from '../../../../../tests/support/fixtures.ts'
import { startServers } from '../../../../support/description/watched-servers.ts'
import { test } from '../../../../support/description/watched-test.ts'

const refusals: { fault: FaultInput; code: ReasonCode; text: RegExp }[] = [
  { fault: { name: 'not_registered' }, code: 'not_registered', text: /user is not registered/i },
  { fault: { name: 'owner_premium' }, code: 'owner_premium', text: /active premium subscription/i },
  { fault: { name: 'missing_scope' }, code: 'missing_scope', text: /insufficient client scope/i },
  { fault: { name: 'forbidden' }, code: 'forbidden', text: /Forbidden/ },
  { fault: { name: 'not_found' }, code: 'not_found', text: /resource not found/i },
  { fault: { name: 'server_error', status: 503 }, code: 'spotify_unavailable', text: /server error\./i },
  {
    fault: { name: 'server_error', status: 502, body: 'text' },
    code: 'spotify_unavailable',
    text: /upstream connect error/i,
  },
  { fault: { name: 'html' }, code: 'spotify_unavailable', text: /sign in to this network/i },
  { fault: { name: 'empty' }, code: 'spotify_unavailable', text: /Unexpected end of JSON/i },
]

for (const { fault, code, text } of refusals) {
  const body = 'body' in fault ? ` as ${fault.body}` : ''
  test(`after the fault ${fault.name}${body}, the page, JSON and log contain ${code} but none of Spotify’s text`, async ({
    page,
    context,
    signIn,
    spotify,
    servers,
  }) => {
    await signIn('ada', '/api/auth/login?returnTo=/account')
    const earlier = servers.app.output().length
    spotify.faults.set(fault)
    await page.goto('/playlists')
    await expect(page.getByRole('heading', { name: describeReason(code).title })).toBeVisible()
    await expect(page.getByText(`Code: ${code}`)).toBeVisible()
    const json = await context.request.get('/api/playlists')
    expect(await json.json()).toMatchObject({ error: { code } })
    const lines = () =>
      servers.app
        .output()
        .slice(earlier)
        .match(/^\{"at".*$/gm) ?? []
    await expect.poll(() => lines().map((line) => JSON.parse(line).code)).toEqual([code, code])
    for (const written of [await page.content(), await json.text(), ...lines()]) expect(written).not.toMatch(text)
  })
}

test('if Spotify reports a granted permission as missing, granting it again leads back to the playlists', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('ada', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'missing_scope' })
  await page.goto('/playlists')
  await expect(page.getByText('See your private playlists')).toBeVisible()
  spotify.faults.clear()
  await page.getByRole('link', { name: 'Grant permission' }).click()
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL('/playlists')
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]')).toHaveCount(3)
})

for (const person of ['mira', 'otto'] as const) {
  test(`pages opened by ${person} do not call any endpoint that Spotify has removed`, async ({
    page,
    context,
    signIn,
    spotify,
  }) => {
    const id = person === 'mira' ? playlistIds.miraPrivate : playlistIds.ottoPrivate
    await signIn(person)
    for (const path of ['/playlists', `/playlists/${id}`, `/playlists/${id}?page=2`, '/profile', '/account']) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    }
    for (const path of ['/api/me', '/api/playlists', `/api/playlists/${id}/items`])
      expect((await context.request.get(path)).status(), path).toBe(200)
    const paths = new Set(spotify.requests().map(({ path }) => path))
    for (const path of ['/authorize', '/api/token', '/v1/me', '/v1/me/playlists']) paths.delete(path)
    expect([...paths].sort()).toEqual([`/v1/playlists/${id}`, `/v1/playlists/${id}/items`])
  })
}

test('a request for a followed playlist’s items fails with the app’s error code “forbidden”', async ({
  context,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  const answer = await context.request.get(`/api/playlists/${playlistIds.miraFollowed}/items`)
  expect(answer.status()).toBe(403)
  expect(await answer.json()).toMatchObject({ error: { code: 'forbidden' } })
  expect(spotify.requests().at(-1)).toMatchObject({ path: expect.stringMatching('/items$'), status: 403 })
})

test('a playlist without a track count shows “Count unknown” instead of 0 tracks', async ({ page, signIn }) => {
  await signIn('nulls')
  const rows = page.getByRole('main').getByRole('listitem')
  await expect(rows.filter({ hasText: 'Count unknown' })).toHaveCount(4)
  await expect(rows.filter({ hasText: /\b0 tracks/ })).toHaveCount(0)
})

test('exceeding the daily quota shows an error after one call, and the visitor stays signed in', async ({ page }) => {
  // This test starts its own servers, because a rate limit would affect other tests.
  const { app, spotify, stop } = await startServers()
  await page.goto(`${app.origin}/api/auth/login?returnTo=/account`)
  await agreeAs(page, 'ada')
  await expect(page).toHaveURL(`${app.origin}/account`)
  spotify.faults.set({ name: 'quota', retryAfter: 86_207 })
  await page.goto(`${app.origin}/playlists`)
  await expect(page.getByText('Code: quota_exceeded')).toBeVisible()
  await expect(page.getByText(/QUOTA_EXCEEDED/)).toHaveCount(0)
  await expect(page.getByRole('banner')).toContainText('Ada Quistgard')
  expect(spotify.requests().filter(({ path }) => path === '/v1/me/playlists')).toHaveLength(1)
  await stop()
})
