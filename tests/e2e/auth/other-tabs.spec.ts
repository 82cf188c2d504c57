import { agreeAs, expect, test } from '../../support/fixtures.ts'

test('after a sign-out in another tab, open pages make no requests and show a notice until the next sign-in', async ({
  page,
  context,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.goto('/playlists?page=2')
  const rows = page.getByRole('main').locator('a[href^="/playlists/"]')
  await expect(rows.first()).toBeVisible()
  const other = await context.newPage()
  await other.goto('/account')
  spotify.clearRequests()
  const asked: string[] = []
  page.on('request', (request) => {
    // On a slow machine, the page may still be loading its files.
    if (!/script|stylesheet|font|image/.test(request.resourceType())) asked.push(request.url())
  })

  await other.getByRole('banner').getByRole('button', { name: 'Sign out' }).click()
  await expect(other).toHaveURL('/')
  const notice = page.getByText('You are signed out.')
  await expect(notice).toBeVisible()
  await expect(rows.first()).toBeVisible()
  await expect(page.getByRole('link', { name: 'Sign in again' })).toHaveAttribute(
    'href',
    '/api/auth/login?returnTo=%2Fplaylists%3Fpage%3D2',
  )
  expect(asked).toEqual([])
  expect(spotify.requests()).toEqual([])

  // Spotify remembers the user's consent and therefore skips the consent page.
  await other.goto('/api/auth/login?returnTo=/account')
  await expect(other.getByRole('banner')).toContainText('Mira Solvang')
  await expect(notice).toHaveCount(0)
  await expect(rows.first()).toBeVisible()
  expect(asked).toEqual([])
})

test('an open page shows a notice after an account switch in another tab, whichever page that tab ends up on', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira')
  for (const [person, landing] of [
    ['vera', '/account'],
    ['nils', '/'],
    ['ada', '/privacy'],
  ] as const) {
    await page.goto('/profile')
    await expect(page.getByText('Another account has signed in')).toHaveCount(0)
    const other = await context.newPage()
    await other.goto(`/api/auth/login?returnTo=${landing}&switch=1`)
    await agreeAs(other, person)
    await expect(page.getByText('Another account has signed in')).toBeVisible()
    await other.close()
  }
})

test('going back to a page loaded for the previous account shows a notice, but pages loaded for the new account show none', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  // Retries, because a link clicked before hydration loads a new document, and going back from a new document would reload the page
  // instead of restoring it.
  await expect(async () => {
    await page.goto('/account')
    await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'))
    await page.getByRole('link', { name: 'Privacy' }).click()
    await expect(page).toHaveURL('/privacy')
    await expect(page.locator('body[data-kept]')).toHaveCount(1, { timeout: 500 })
  }).toPass()
  const other = await context.newPage()
  await other.goto('/api/auth/login?returnTo=/account&switch=1')
  await agreeAs(other, 'ada')
  await expect(other.getByRole('banner')).toContainText('Ada Quistgard')
  await page.goBack()
  await expect(page.getByText('Another account has signed in')).toBeVisible()
  await expect(page.getByRole('main')).toContainText('Mira Solvang')
  await expect(other.getByText('Another account has signed in')).toHaveCount(0)
})

test('returning to a tab after ten minutes triggers no data requests', async ({ page, signIn, spotify }) => {
  await signIn('mira')
  await page.clock.install()
  await page.goto('/profile')
  await expect(page.getByText('Mira Solvang').last()).toBeVisible()
  await page.clock.runFor(600_000)
  spotify.clearRequests()
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.evaluate(() => {
    document.dispatchEvent(new Event('visibilitychange'))
    dispatchEvent(new Event('focus'))
  })
  await page.getByRole('link', { name: 'Account:' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Your account')
  expect(asked.filter((url) => url.includes('/api/'))).toEqual([])
  expect(spotify.requests()).toEqual([])
})
