import { siteName, tagline } from '../../../../app/site.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { test } from '../../../support/description/watched-test.ts'

const publicPages = {
  '/': `${siteName}: ${tagline}`,
  '/login': `Sign in · ${siteName}`,
  '/privacy': `Privacy · ${siteName}`,
  '/terms': `Terms · ${siteName}`,
}

for (const [path, title] of Object.entries(publicPages)) {
  test(`${path} has the correct title, canonical URL and preview image, even with a forged X-Forwarded-Host header`, async ({
    page,
    servers,
  }) => {
    const { origin } = servers.app
    await page.goto(`${path}?utm_source=elsewhere`)
    await expect(page).toHaveTitle(title)
    const head = (selector: string, name = 'content') => page.locator(`head ${selector}`).getAttribute(name)
    expect(new URL((await head('link[rel=canonical]', 'href')) ?? '').href).toBe(new URL(path, origin).href)
    expect(await head('meta[name=description]')).toMatch(/\w{4}/)
    expect(await head('meta[property="og:title"]')).toBe(title)
    expect(await head('meta[property="og:image"]')).toMatch(`${origin}/opengraph-image`)
    await expect(page.locator('head meta[name=robots]')).toHaveCount(0)

    const foreign = await page.request.get(path, { headers: { 'x-forwarded-host': 'evil.example' } })
    expect(await foreign.text()).not.toContain('evil.example')
  })
}

test('search engines do not index private pages or error pages', async ({ page, signIn }) => {
  await page.goto('/login?reason=rate_limited')
  await expect(page.locator('head meta[name=robots]')).toHaveAttribute('content', /noindex/)
  await signIn('mira')
  for (const path of ['/playlists', '/listening', '/profile', '/account']) {
    await page.goto(path)
    await expect(page.locator('head meta[name=robots]')).toHaveAttribute('content', /noindex/)
    await expect(page.locator('head link[rel=canonical]')).toHaveCount(0)
    // Private pages have no link preview, because only the signed-in visitor can open them.
    await expect(page.locator('head meta[property^="og:"], head meta[name^="twitter:"]')).toHaveCount(0)
  }
})

test('images and icons have the correct content type, set no cookies and have a policy without a nonce', async ({
  page,
  request,
}) => {
  await page.goto('/')
  const manifestPath = await page.locator('head link[rel=manifest]').getAttribute('href')
  const manifest = await request.get(manifestPath ?? '')
  const { icons } = await manifest.json()
  const linked = await page
    .locator('head link[rel~=icon], head link[rel=apple-touch-icon]')
    .evaluateAll((links) => links.map((link) => link.getAttribute('href') ?? ''))
  const paths = ['/opengraph-image', ...linked, ...icons.map(({ src }: { src: string }) => src)]
  expect(paths.length).toBeGreaterThan(6)
  for (const path of paths) {
    const answer = await request.get(path)
    expect(answer.status(), path).toBe(200)
    expect(answer.headers()['content-type'], path).toMatch(/^image\//)
    expect(answer.headers()['content-security-policy'], path).not.toContain('nonce-')
    expect(answer.headers(), path).not.toHaveProperty('set-cookie')
  }
})
