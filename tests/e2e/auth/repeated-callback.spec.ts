import { agreeAs, expect, test } from '../../support/fixtures.ts'
import { Visitor } from '../../support/visitor.ts'

test('opening the same callback URL again shows the requested page, not an error', async ({ page, spotify }) => {
  const callbacks: string[] = []
  page.on('request', (request) => {
    if (new URL(request.url()).pathname === '/api/auth/callback') callbacks.push(request.url())
  })
  await page.goto('/api/auth/login?returnTo=/playlists?page=2')
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL('/playlists?page=2')
  for (let again = 0; again < 2; again++) {
    await page.goto(callbacks[0] ?? '')
    await expect(page).toHaveURL('/playlists?page=2')
  }
  await page.goBack()
  await expect(page.getByRole('banner')).toContainText('Mira Solvang')
  expect(spotify.requests().filter(({ grantType }) => grantType === 'authorization_code')).toHaveLength(1)
})

test('three simultaneous requests for the same callback URL all succeed with a single code exchange', async ({
  servers,
  spotify,
}) => {
  const visitor = new Visitor(servers)
  const callback = await visitor.agree('mira')
  const answers = await Promise.all([1, 2, 3].map(() => visitor.send(callback)))
  expect(answers.map(({ location }) => location)).toEqual(Array(3).fill(`${servers.app.origin}/account`))
  expect(spotify.requests().filter(({ grantType }) => grantType === 'authorization_code')).toHaveLength(1)
  expect((await visitor.visit('/account')).body).toContain('Mira Solvang')
})

test('signing in right after a sign-out sets each cookie only once, even if the old session cookie is sent again', async ({
  servers,
}) => {
  const visitor = new Visitor(servers)
  await visitor.signIn('mira')
  const old = visitor.cookies.get('session') ?? ''
  await visitor.signOut()
  const callback = await visitor.agree('mira')
  visitor.cookies.set('session', old)
  const { cookies } = await visitor.send(callback)
  const names = cookies.map((cookie) => cookie.split('=')[0])
  expect(names).toEqual([...new Set(names)])
  expect((await visitor.visit('/account')).body).toContain('Mira Solvang')
})

test('in another browser, a used callback URL is refused without a call to Spotify', async ({ servers, spotify }) => {
  const visitor = new Visitor(servers)
  const callback = await visitor.agree('mira')
  await visitor.send(callback)
  spotify.clearRequests()
  const stranger = new Visitor(servers)
  const answer = await stranger.send(callback)
  expect(answer.location).toContain('reason=state_mismatch')
  expect(answer.cookies).toEqual([])
  expect(spotify.requests()).toEqual([])
})

test('sign-ins in three tabs can overlap and finish in any order, and each tab ends on the page it requested', async ({
  context,
  spotify,
  baseURL,
}) => {
  const tabs = await Promise.all([1, 2, 3].map(() => context.newPage()))
  for (const [index, tab] of tabs.entries())
    await tab.goto(`${baseURL}/api/auth/login?returnTo=/playlists?page=${index + 1}&switch=1`)
  for (const index of [2, 0, 1]) {
    const tab = tabs[index]
    if (!tab) continue
    await agreeAs(tab, 'mira')
    await expect(tab).toHaveURL(`/playlists?page=${index + 1}`)
  }
  expect(spotify.requests().filter(({ grantType }) => grantType === 'authorization_code')).toHaveLength(3)
  expect((await context.cookies(baseURL)).map(({ name }) => name).sort()).toEqual(['ended', 'session'])
})
