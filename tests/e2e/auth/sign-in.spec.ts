import { defaultScopes, parseScopes } from '../../../lib/spotify/scopes.ts'
import { agreeAs, expect, signInFromHome, test } from '../../support/fixtures.ts'

test('a visitor signs in from the home page and sees their playlists', async ({ page, spotify }) => {
  await page.goto('/')
  await signInFromHome(page, 'mira')
  await expect(page.getByRole('heading', { level: 1 })).toHaveText(/playlists/i)
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()
  const calls = spotify.requests().map(({ method, path }) => `${method} ${path}`)
  expect(calls.filter((call) => call === 'POST /api/token')).toHaveLength(1)
  expect(calls.filter((call) => call === 'GET /v1/me')).toHaveLength(1)
})

test('the header shows the visitor’s name without an extra call to Spotify', async ({ page, spotify, signIn }) => {
  await signIn('mira')
  spotify.clearRequests()
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  expect(spotify.requests()).toEqual([])
})

test('a deep link leads to the sign-in page and, after sign-in, to the requested page with its query string', async ({
  page,
}) => {
  await page.goto('/playlists?page=2')
  await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Fplaylists%3Fpage%3D2')
  await page
    .getByRole('main')
    .getByRole('link', { name: /sign in/i })
    .click()
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists?page=2')
})

test('after an account switch, no data from the first account is shown or stored', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira')
  const before = await context.cookies()
  await signIn('ada', '/api/auth/login?returnTo=/account&switch=1')
  await expect(page.getByRole('banner')).toContainText('Ada Quistgard')
  await expect(page.getByText('Mira Solvang')).toHaveCount(0)
  const sessions = (await context.cookies()).filter(({ name }) => name === 'session')
  expect(sessions).toHaveLength(1)
  expect(sessions[0]?.value).not.toBe(before.find(({ name }) => name === 'session')?.value)
})

test('a sign-in that would return to the sign-in page ends on the home page instead', async ({ page }) => {
  await page.goto('/api/auth/login?returnTo=/login')
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/')
})

test('switching accounts requests the default scopes, while renewing consent requests all granted scopes', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account&scope=user-top-read')
  for (const [name, scope] of [
    ['Use another account', defaultScopes.join(' ')],
    ['Renew access', parseScopes([...defaultScopes, 'user-top-read'].join(' ')).join(' ')],
  ]) {
    await page.goto('/account')
    await page.getByRole('link', { name: name ?? '' }).click()
    await expect(page).toHaveURL(/authorize/)
    const query = new URL(page.url()).searchParams
    expect([query.get('show_dialog'), query.get('scope')]).toEqual(['true', scope])
  }
})

test('a signed-in visitor who opens the sign-in page sees that they are already signed in', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const reason of ['signed_out', 'consent_expired']) {
    await page.goto(`/login?reason=${reason}&returnTo=/account`)
    await expect(page.getByRole('heading', { level: 1 })).toHaveText('You are signed in')
    await expect(page).toHaveTitle(/^Sign in/)
    await page.getByRole('link', { name: 'Continue' }).click()
    await expect(page).toHaveURL('/account')
  }
})

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

test('signing out ends the session, even if Spotify is down', async ({ page, context, signIn, spotify }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'cut', where: 'api' })
  spotify.faults.set({ name: 'cut', where: 'token' })
  await page.getByRole('main').getByRole('button', { name: 'Sign out' }).click()
  await expect(page).toHaveURL('/')
  // Of the remaining cookies, `consents` stores the consent date, and `ended` stores the ID of the revoked session.
  expect((await context.cookies(page.url())).map(({ name }) => name).sort()).toEqual(['consents', 'ended'])
  await page.goto('/account')
  await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Faccount')
})

test('only a POST request from this site can sign a visitor out', async ({ page, context, signIn, baseURL }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await context.request.fetch('/api/auth/logout', { method, maxRedirects: 0 })
    expect(answer.status(), method).toBe(405)
  }
  for (const origin of ['https://evil.example', 'null', `${baseURL}.evil.example`, undefined]) {
    const headers = origin === undefined ? {} : { origin }
    const answer = await context.request.post('/api/auth/logout', { headers, maxRedirects: 0 })
    expect(answer.status(), origin).toBe(403)
  }
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('after disconnecting, the visitor is signed out and told how to remove the app from their Spotify account', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One step left')
  await expect(page.getByRole('main').getByRole('link', { name: 'Manage apps on Spotify' })).toHaveAttribute(
    'href',
    'https://www.spotify.com/account/apps/',
  )
  expect((await context.cookies(page.url())).map(({ name }) => name)).toEqual(['ended'])
})
