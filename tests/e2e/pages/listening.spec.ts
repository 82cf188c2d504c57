import { agreeAs, expect, test } from '../../support/fixtures.ts'
import { listeningScopes, nowPlayingPath, sectionOf, signInToListen } from '../../support/listening.ts'

test('on the first visit, the listening page requests all its permissions, and granting them leads back to it', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira')
  await page.getByRole('link', { name: 'Listening' }).click()
  await expect(page.getByRole('heading', { name: 'Permission needed' })).toBeVisible()
  for (const words of ['See what you are playing', 'See your top artists and tracks', 'See what you played recently'])
    await expect(page.getByText(words)).toBeVisible()
  expect(spotify.requests().filter(({ path }) => /top|player/.test(path))).toEqual([])
  await page.getByRole('link', { name: 'Grant permission' }).click()
  const asked = new URL(page.url()).searchParams.get('scope')?.split(' ')
  expect(asked).toEqual(['playlist-read-private', 'playlist-read-collaborative', ...listeningScopes])
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/listening')
  for (const name of ['Now playing', 'Top artists', 'Top tracks', 'Recently played'])
    await expect(
      sectionOf(page, name)
        .getByRole('link', { name: /^Open Spotify/ })
        .first(),
    ).toBeVisible()
})

test('the listening page shows the sections whose permissions are granted and requests the missing permissions', async ({
  page,
  spotify,
  baseURL,
}) => {
  await signInToListen({ page, spotify, baseURL }, 'mira', ['user-top-read'])
  await page.goto('/listening')
  await expect(sectionOf(page, 'Top tracks').getByRole('listitem')).toHaveCount(10)
  await expect(page.getByText('See what you played recently')).toBeVisible()
  await expect(page.getByText('See your top artists and tracks')).toBeHidden()
  await expect(sectionOf(page, 'Recently played')).toHaveCount(0)
})

test('the listening page’s time range is stored in the URL, and an unknown value selects the default', async ({
  page,
  spotify,
  baseURL,
}) => {
  await signInToListen({ page, spotify, baseURL })
  await page.goto('/listening?range=ages')
  const first = sectionOf(page, 'Top artists').getByRole('listitem').first()
  const inMonths = (await first.textContent()) ?? ''
  const choice = page.getByRole('navigation', { name: /Time range/ })
  await expect(choice.locator('[aria-current]')).toHaveText('6 months')
  spotify.clearRequests()
  await choice.getByRole('link', { name: '1 year' }).click()
  await expect(page).toHaveURL('/listening?range=year')
  await expect(choice.locator('[aria-current]')).toHaveText('1 year')
  await expect(first).not.toHaveText(inMonths)
  // The “Now playing” and “Recently played” sections come from the cache.
  await expect
    .poll(() =>
      spotify
        .requests()
        .map(({ path, query }) => `${path} ${query.time_range}`)
        .toSorted(),
    )
    .toEqual(['/v1/me/top/artists long_term', '/v1/me/top/tracks long_term'])
})

test('if one section of the listening page fails, the others still load, and the failed one can be retried', async ({
  page,
  spotify,
  baseURL,
}) => {
  await signInToListen({ page, spotify, baseURL })
  spotify.faults.set({ name: 'server_error', where: '/v1/me/top/artists' })
  await page.goto('/listening')
  await expect(sectionOf(page, 'Top artists').getByText('Code: spotify_unavailable')).toBeVisible()
  for (const name of ['Now playing', 'Top tracks', 'Recently played'])
    await expect(
      sectionOf(page, name)
        .getByRole('link', { name: /^Open Spotify/ })
        .first(),
    ).toBeVisible()
  spotify.faults.clear()
  spotify.clearRequests()
  await sectionOf(page, 'Top artists').getByRole('link', { name: 'Try again' }).click()
  await expect(sectionOf(page, 'Top artists').getByRole('listitem')).toHaveCount(10)
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/top/artists'])
})

test('the JSON endpoint for the current playback requires a session and the user-read-currently-playing scope', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  expect((await context.request.get('/api/listening/now')).status()).toBe(401)
  await signInToListen({ page, spotify, baseURL }, 'mira', ['user-top-read'])
  const refused = await context.request.get('/api/listening/now')
  expect(refused.status()).toBe(403)
  const error = { code: 'missing_scope', scope: 'user-read-currently-playing' }
  expect(await refused.json()).toMatchObject({ error })
  await signInToListen({ page, spotify, baseURL }, 'otto')
  const answer = await context.request.get('/api/listening/now')
  expect(answer.headers()['cache-control']).toBe('private, no-store')
  expect(await answer.json()).toMatchObject({ nowPlaying: { isPlaying: true, track: { kind: 'episode' } } })
  spotify.settings.playing = 'nothing'
  expect(await (await context.request.get('/api/listening/now')).json()).toEqual({ nowPlaying: null })
  expect((await context.request.fetch('/api/listening/now', { method: 'HEAD' })).status()).toBe(405)
})

test('a 401 that reports a missing permission leads to a permission request, not to a token refresh', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  spotify.settings.withheldScopes = ['user-read-currently-playing']
  await signInToListen({ page, spotify, baseURL })
  spotify.clearRequests()
  const refused = await context.request.get('/api/listening/now')
  expect(refused.status()).toBe(403)
  const error = { code: 'missing_scope', scope: 'user-read-currently-playing' }
  expect(await refused.json()).toMatchObject({ error })
  await page.goto('/listening')
  const now = sectionOf(page, 'Now playing')
  await expect(now.getByText('Missing permission: See what you are playing.')).toBeVisible()
  await expect(sectionOf(page, 'Recently played').getByRole('listitem')).toHaveCount(20)
  const calls = spotify.requests().filter(({ path }) => path === nowPlayingPath || path === '/api/token')
  expect(calls.map(({ path, status }) => `${path} ${status}`)).toEqual([
    `${nowPlayingPath} 401`,
    `${nowPlayingPath} 401`,
  ])
  spotify.settings.withheldScopes = []
  await now.getByRole('link', { name: 'Grant permission' }).click()
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/listening')
  await expect(now.getByRole('link', { name: 'Refresh' })).toBeVisible()
})

test.describe('listening page without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, the listening page shows all four sections and a Refresh link for “Now playing”', async ({
    page,
    spotify,
    baseURL,
  }) => {
    await signInToListen({ page, spotify, baseURL })
    await page.goto('/listening')
    for (const [name, count] of [
      ['Top artists', 10],
      ['Top tracks', 10],
      ['Recently played', 20],
    ] as const)
      await expect(sectionOf(page, name).getByRole('listitem')).toHaveCount(count)
    await expect(page.getByText(/every half minute/)).toHaveCount(0)
    spotify.settings.playing = 'local file'
    spotify.clearRequests()
    await sectionOf(page, 'Now playing').getByRole('link', { name: 'Refresh' }).click()
    await expect(page).toHaveURL('/listening')
    await page.getByRole('link', { name: '4 weeks' }).click()
    await expect(page).toHaveURL('/listening?range=weeks')
    await expect(sectionOf(page, 'Top artists').getByRole('listitem')).toHaveCount(10)
  })
})
