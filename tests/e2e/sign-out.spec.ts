import { expect, test } from '../support/fixtures.ts'

test('signing out ends the session, with Spotify down as well', async ({ page, context, signIn, spotify }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'cut', where: 'api' })
  spotify.faults.set({ name: 'cut', where: 'token' })
  await page.getByRole('button', { name: /sign out/i }).click()
  await expect(page).toHaveURL('/')
  // What stays says only which session is over.
  expect((await context.cookies(page.url())).map(({ name }) => name)).toEqual(['ended'])
  await page.goto('/account')
  await expect(page).toHaveURL('/login?reason=signed_out&returnTo=%2Faccount')
})

test('no other method and no other site can sign anybody out', async ({ page, context, signIn, baseURL }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  for (const method of ['GET', 'HEAD', 'PUT', 'PATCH', 'DELETE']) {
    const answer = await context.request.fetch('/api/auth/logout', { method, maxRedirects: 0 })
    expect(answer.status(), method).toBe(405)
    expect(answer.headers().allow, method).toBe('POST')
  }
  for (const origin of ['https://evil.example', 'null', `${baseURL}.evil.example`, undefined]) {
    const headers = origin === undefined ? {} : { origin }
    const answer = await context.request.post('/api/auth/logout', { headers, maxRedirects: 0 })
    expect(answer.status(), origin).toBe(403)
  }
  await page.goto('/account')
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
})

test('disconnecting signs out here and leads to what can be done at Spotify only', async ({
  page,
  context,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.getByRole('button', { name: 'Disconnect' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('One step is left')
  await expect(page.getByRole('main').getByRole('link', { name: 'Manage apps at Spotify' })).toHaveAttribute(
    'href',
    'https://www.spotify.com/account/apps/',
  )
  expect((await context.cookies(page.url())).map(({ name }) => name)).toEqual(['ended'])
})
