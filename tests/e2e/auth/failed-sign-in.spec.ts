import { agreeAs, expect, test } from '../../support/fixtures.ts'

test('cancelling on Spotify’s consent page shows an error and keeps the session', async ({ page, signIn }) => {
  await signIn('mira')
  await page.goto('/api/auth/login?returnTo=/account&switch=1')
  await page.getByRole('button', { name: 'Cancel' }).click()
  await expect(page).toHaveURL('/login?reason=access_denied&returnTo=%2Faccount')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in cancelled')
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('a callback for a sign-in that this browser did not start is refused without a call to Spotify', async ({
  page,
  spotify,
}) => {
  await page.goto('/api/auth/callback?code=stolen&state=made-up')
  await expect(page).toHaveURL('/login?reason=state_mismatch&returnTo=%2F')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invalid or expired sign-in')
  expect(spotify.requests()).toEqual([])
})

test('a callback with the wrong state is refused, and the session stays valid', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  spotify.clearRequests()
  const code = spotify.codeFor('ada')
  await page.goto(`/api/auth/callback?code=${code}&state=mwuot4fh9lPf.9lPfau5pIDPxmIX7BTV8YNYXDNW3mN5xnWNXlRfaGSo`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Invalid or expired sign-in')
  expect(spotify.requests()).toEqual([])
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('a user who is not registered for the app sees an error page that says so', async ({ page, context }) => {
  await page.goto('/api/auth/login?returnTo=/playlists')
  await agreeAs(page, 'guest')
  await expect(page).toHaveURL('/login?reason=not_registered&returnTo=%2Fplaylists')
  await expect(page.getByText('User Management')).toBeVisible()
  expect(await context.cookies(page.url())).toEqual([])
})

const faults = [
  { fault: { name: 'owner_premium' }, reason: 'owner_premium' },
  { fault: { name: 'server_error', where: 'token', status: 503 }, reason: 'spotify_unavailable' },
  { fault: { name: 'html', where: 'token' }, reason: 'spotify_unavailable' },
  { fault: { name: 'cut', where: 'token' }, reason: 'spotify_unavailable' },
  { fault: { name: 'client_refused' }, reason: 'client_rejected' },
  { fault: { name: 'cut', where: 'api' }, reason: 'spotify_unavailable' },
] as const

for (const { fault, reason } of faults) {
  const where = 'where' in fault ? ` (${fault.where})` : ''
  test(`the fault ${fault.name}${where} makes a sign-in fail with ${reason}, and the previous session stays valid`, async ({
    page,
    spotify,
    signIn,
  }) => {
    await signIn('mira')
    spotify.faults.set(fault)
    await page.goto('/api/auth/login?returnTo=/account&switch=1')
    await agreeAs(page, 'ada')
    await expect(page).toHaveURL(new RegExp(`/login\\?reason=${reason}&returnTo=%2Faccount`))
    spotify.faults.clear()
    await page.goto('/account')
    await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  })
}

test('an unknown error code in the URL shows a generic sign-in error that does not repeat the code', async ({
  page,
}) => {
  await page.goto('/login?reason=<b>your+account+is+closed</b>')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Sign-in failed')
  await expect(page.getByText('your account is closed')).toHaveCount(0)
})
