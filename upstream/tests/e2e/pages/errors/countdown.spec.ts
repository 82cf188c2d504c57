import { agreeAs, expect } from '../../../../../tests/support/fixtures.ts'
import { test } from '../../../../support/own-servers.ts'

/** Returns a Unix timestamp that is `seconds` seconds from now, for use in a URL. */
const inSeconds = (seconds: number) => Math.floor(Date.now() / 1_000) + seconds

const title = 'Too many requests'

test('after a rate limit, the page counts down, then loads its data without a reload', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'rate_limited', retryAfter: 20, times: 1 })
  await page.getByRole('link', { name: 'Playlists', exact: true }).click()
  const card = page.getByRole('region', { name: title })
  await expect(card.getByText(/Retrying in 1\d seconds/).first()).toBeVisible()
  await page.evaluate(() => document.body.setAttribute('data-kept', 'yes'))
  spotify.clearRequests()
  await card.getByRole('link', { name: 'Try again' }).click({ trial: true })
  await expect(page.getByRole('main').locator('a[href^="/playlists/"]').first()).toBeVisible({ timeout: 60_000 })
  await expect(page.locator('body')).toHaveAttribute('data-kept', 'yes')
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  expect(spotify.requests().map(({ path }) => path)).toEqual(['/v1/me/playlists'])
})

test('trying again during the countdown makes no call to Spotify, and the countdown continues', async ({
  page,
  signIn,
  spotify,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  spotify.faults.set({ name: 'rate_limited', retryAfter: 60 })
  await page.goto('/playlists')
  const card = page.getByRole('region', { name: title })
  await expect(card.getByText(/Retrying in \d+ seconds/).first()).toBeVisible()
  spotify.clearRequests()
  await card.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('main').getByText(`Still not working: ${title}.`)).toBeAttached()
  await expect(card.getByText(/Retrying in \d+ seconds/).first()).toBeVisible()
  expect(spotify.requests()).toEqual([])
})

test('screen readers announce the countdown only at the start, when 30 and 10 seconds are left, and at the end', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.clock.install()
  await page.goto(`/login?reason=rate_limited&returnTo=/account&until=${inSeconds(59)}`)
  const card = page.getByRole('region', { name: title })
  await expect(card.getByText('You are still signed in as Mira Solvang.')).toBeVisible()
  await page.clock.pauseAt(await page.evaluate(() => Date.now() + 5_000))
  const heard = await page.evaluateHandle(() => {
    const words: string[] = []
    const region = document.querySelector('section [role=status]')
    const hear = () => {
      const said = region?.textContent ?? ''
      if (said && said !== words.at(-1)) words.push(said)
    }
    hear()
    if (region) new MutationObserver(hear).observe(region, { childList: true, characterData: true, subtree: true })
    return words
  })
  // On a slow machine, part of the countdown may already have passed.
  const shown = await card
    .getByText(/Retrying in \d+ seconds/)
    .first()
    .textContent()
  const left = Number(shown?.match(/\d+/)?.[0])
  await page.clock.runFor((left - 2) * 1_000)
  await expect
    .poll(() => heard.jsonValue())
    .toEqual([
      expect.stringMatching(/^Retrying in [345]\d seconds\.$/),
      'Retrying in 30 seconds.',
      'Retrying in 10 seconds.',
    ])
  await expect(page).toHaveURL(/reason=rate_limited/)
  await page.clock.runFor(4_000)
  await expect(page).toHaveURL('/account')
})

test('a countdown on the sign-in page never starts a sign-in automatically', async ({ page }) => {
  await page.clock.install()
  await page.goto(`/login?reason=rate_limited&returnTo=/account&until=${inSeconds(59)}`)
  const card = page.getByRole('region', { name: title })
  await expect(card.getByText('You are not signed in.')).toBeVisible()
  await expect(card.getByText(/You can try again in [1-5]?\d seconds/).first()).toBeVisible()
  await page.clock.runFor(60_000)
  await expect(card.getByText('You can try again now.').first()).toBeVisible()
  await expect(page).toHaveURL(/reason=rate_limited/)
})

test('if the countdown ends in a hidden tab, the page waits until the tab is visible before it retries', async ({
  page,
  signIn,
}) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.addInitScript(() => {
    const state = { isHidden: true }
    Object.defineProperty(document, 'hidden', { get: () => state.isHidden })
    addEventListener('shown', () => {
      state.isHidden = false
      document.dispatchEvent(new Event('visibilitychange'))
    })
  })
  await page.clock.install()
  await page.goto(`/login?reason=rate_limited&returnTo=/account&until=${inSeconds(60)}`)
  await expect(page.getByText(/Retrying in/).first()).toBeVisible()
  await page.clock.runFor(120_000)
  await expect(page.getByText('Retrying…').first()).toBeVisible()
  await expect(page).toHaveURL(/reason=rate_limited/)
  await page.evaluate(() => dispatchEvent(new Event('shown')))
  await expect(page).toHaveURL('/account')
})

test('a wait of more than five minutes is shown without a countdown', async ({ page, signIn }) => {
  await signIn('mira', '/api/auth/login?returnTo=/account')
  await page.clock.install()
  await page.goto(`/login?reason=rate_limited&returnTo=/account&until=${inSeconds(400)}`)
  await expect(page.getByText(/This lasts until|this lasts until/)).toBeVisible()
  await page.clock.runFor(400_000)
  await expect(page).toHaveURL(/reason=rate_limited/)
})

test.describe('visitor in Tokyo', () => {
  test.use({ timezoneId: 'Asia/Tokyo' })

  test('if the quota is exceeded, the page shows the reset time in the visitor’s time zone and does not retry automatically', async ({
    page,
    signIn,
    spotify,
  }) => {
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'quota', retryAfter: 40_000 })
    await page.goto('/playlists')
    const card = page.getByRole('region', { name: 'Daily request limit reached' })
    const until = new Date((await card.getByRole('time').getAttribute('datetime')) ?? '')
    expect(Math.abs(until.getTime() - Date.now() - 40_000_000)).toBeLessThan(60_000)
    const clock = new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone: 'Asia/Tokyo' }).format(until)
    await expect(card.getByRole('time')).toHaveText(new RegExp(`^(today|tomorrow) at ${clock}$`))
    await expect(card.getByRole('link', { name: 'Open Spotify' })).toBeFocused()
    spotify.clearRequests()
    await card.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByText('Still not working: Daily request limit reached.')).toBeAttached()
    expect(spotify.requests()).toEqual([])
  })
})

test.describe('rate limits without JavaScript', () => {
  test.use({ javaScriptEnabled: false })

  test('without JavaScript, the message about a rate limit or quota stays correct as time passes', async ({
    page,
    signIn,
    spotify,
  }) => {
    await signIn('mira', '/api/auth/login?returnTo=/account')
    spotify.faults.set({ name: 'rate_limited', retryAfter: 60 })
    await page.goto('/playlists')
    await expect(page.getByText(/^Try again in \d+ seconds\.$/)).toBeVisible()
    await expect(page.getByText(/Retrying/).first()).toBeHidden()
    await page.goto(`/login?reason=quota_exceeded&until=${inSeconds(40000)}`)
    await expect(page.getByRole('time')).toHaveText(/UTC$/)
  })
})

test('if a sign-in hits a rate limit, the page offers to start the sign-in again', async ({ page, spotify }) => {
  spotify.faults.set({ name: 'rate_limited', retryAfter: 60 })
  await page.goto('/api/auth/login?returnTo=/account')
  await agreeAs(page, 'mira')
  await expect(page).toHaveURL(/reason=rate_limited/)
  await expect(page.getByRole('link', { name: 'Try again' })).toBeFocused()
})
