import type { BrowserContext, Page } from '@playwright/test'
import { describeReason, type ReasonCode, reasonCodes } from '../../../lib/error-messages.ts'
import type { Emulator } from '../../emulator/emulator.ts'
import { expect, test } from '../../support/fixtures.ts'
import { type Provocation, prepare, provocations } from '../../support/provocations.ts'
import { startServers } from '../../support/servers.ts'

const sealedSession = async (context: BrowserContext) =>
  (await context.cookies()).find(({ name }) => name === 'session')?.value

const callsOf = (spotify: Emulator) =>
  spotify.requests().map(({ grantType, method, path }) => `${grantType ?? method} ${path}`)

function standingOf(code: ReasonCode, { isSignedInAfter }: Provocation): RegExp {
  if (isSignedInAfter) return /You are still signed in( as Mira Solvang)?\./
  return code === 'consent_expired' ? /You are signed out\./ : /You are not signed in\./
}

/** Triggers the failure as a visitor would, then checks the whole error page. */
async function meet(page: Page, spotify: Emulator, code: ReasonCode): Promise<void> {
  const provocation = provocations[code]
  const { title, description } = describeReason(code)
  await prepare(page, spotify, provocation)
  const before = await sealedSession(page.context())
  expect(before !== undefined).toBe(provocation.isSignedInBefore)
  await provocation.go(page)

  const card = page.getByRole('region', { name: title, exact: true })
  await expect(card.getByRole('heading', { name: title, exact: true })).toBeVisible()
  await expect(card).toContainText(description)
  await expect(card).toContainText(`Code: ${code}`)
  await expect(page.getByText(`Code: ${code}`)).toHaveCount(1)
  // For signed_out, the title already says that the visitor is signed out, so the text must not repeat it.
  if (code === 'signed_out') await expect(card).not.toContainText(/You are (not|still|signed)/)
  else await expect(card).toContainText(standingOf(code, provocation))

  const { label, href } = provocation.press
  const first = card.getByRole('link').first()
  await expect(first).toHaveAccessibleName(label)
  await expect(first).toHaveAttribute('href', href)
  await expect(first).toBeFocused()
  await expect(first).toHaveAccessibleDescription(new RegExp(`^${quote(description)}`))

  const after = await sealedSession(page.context())
  expect(after !== undefined).toBe(provocation.isSignedInAfter)
  // The failure must not change the session cookie.
  if (provocation.isSignedInBefore && provocation.isSignedInAfter) expect(after).toBe(before)
  expect(callsOf(spotify)).toEqual(provocation.calls)
}

const quote = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

for (const code of reasonCodes.filter((each) => !provocations[each].isRemembered)) {
  test(`the error page for ${code} says what happened, what to do, and whether you are still signed in`, async ({
    page,
    spotify,
  }) => {
    await meet(page, spotify, code)
  })
}

// Each of these failures affects all visitors for a while, so each test starts its own servers.
for (const code of reasonCodes.filter((each) => provocations[each].isRemembered)) {
  test(`the error page for ${code} says what happened, and trying again makes no call to Spotify`, async ({
    browser,
  }) => {
    const servers = await startServers()
    const { spotify, app } = servers
    const context = await browser.newContext({ baseURL: app.origin })
    const page = await context.newPage()
    await meet(page, spotify, code)
    spotify.clearRequests()
    const card = page.getByRole('region', { name: describeReason(code).title, exact: true })
    await card.getByRole('link', { name: 'Try again' }).click()
    await expect(page.getByText(`Still not working: ${describeReason(code).title}.`)).toBeAttached()
    await page.reload()
    await expect(card).toContainText(`Code: ${code}`)
    await page.goto(`/playlists/${'0'.repeat(22)}`)
    await expect(card).toContainText(`Code: ${code}`)
    const json = await context.request.get('/api/playlists')
    expect(json.status()).toBe(429)
    expect(Number(json.headers()['retry-after'])).toBeGreaterThan(60)
    expect(await json.json()).toMatchObject({ error: { code } })
    expect(callsOf(spotify)).toEqual([])
    await context.close()
    await servers.stop()
  })
}

test('the emulator panel works on a phone and can switch a fault on and off', async ({
  page,
  context,
  spotify,
  servers,
}) => {
  await prepare(page, spotify, { ...provocations.owner_premium, breakSpotify: () => {} })
  const panel = await context.newPage()
  await panel.setViewportSize({ width: 390, height: 844 })
  await panel.goto(servers.spotifyOrigin)
  const isWithin = await panel.evaluate(() => document.documentElement.scrollWidth <= innerWidth)
  expect(isWithin, 'no horizontal scrolling').toBe(true)
  await panel.getByRole('button', { name: 'Switch on: No Premium' }).click()
  await expect(panel.getByText('Active faults: No Premium.')).toBeVisible()

  await page.goto('/playlists')
  await expect(page.getByText('Code: owner_premium')).toBeVisible()
  await panel.getByRole('button', { name: 'Switch off: No Premium' }).click()
  await expect(panel.getByText('No active faults.')).toBeVisible()
  await page.getByRole('link', { name: 'Try again' }).click()
  await expect(page.getByRole('link', { name: 'Night ferry, all of it', exact: true })).toBeVisible()

  await panel.getByRole('link', { name: 'Open a forged callback' }).click()
  await expect(panel.getByText('Code: state_mismatch')).toBeVisible()
})
