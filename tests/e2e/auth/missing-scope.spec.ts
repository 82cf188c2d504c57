import { agreeAs, expect, test } from '../../support/fixtures.ts'
import { forgeSession } from '../../support/sessions.ts'

test('the playlists page names a missing permission, and granting it leads back to the playlists', async ({
  page,
  context,
  spotify,
  baseURL,
}) => {
  await forgeSession({ context, spotify, url: baseURL, scopes: ['playlist-read-collaborative', 'user-top-read'] })
  spotify.clearRequests()
  await page.goto('/playlists')
  await expect(page.getByText('A permission is missing')).toBeVisible()
  await expect(page.getByText('See your private playlists')).toBeVisible()
  expect(spotify.requests()).toEqual([])
  await page.getByRole('link', { name: 'Grant permission' }).click()
  const asked = new URL(page.url()).searchParams.get('scope')?.split(' ')
  expect(asked).toEqual(['playlist-read-private', 'playlist-read-collaborative', 'user-top-read'])
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists')
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
})

test('a sign-in that requests an unknown scope returns 400', async ({ request, spotify }) => {
  for (const scope of ['bogus', 'user-top-read bogus', 'user-top-read%20__proto__']) {
    const answer = await request.get(`/api/auth/login?returnTo=/playlists&scope=${scope}`, { maxRedirects: 0 })
    expect(answer.status()).toBe(400)
    expect(await answer.json()).toMatchObject({
      error: { code: 'invalid_request', message: expect.stringMatching('scope') },
    })
  }
  expect(spotify.requests()).toEqual([])
})
