import { test as base, expect, type Page } from '@playwright/test'
import { type PersonId, people } from '../emulator/data/people.ts'
import type { Emulator } from '../emulator/emulator.ts'
import { type Servers, secretsIn, startServers } from './servers.ts'

type Fixtures = {
  /** The Spotify emulator, which is reset before and after each test. */
  spotify: Emulator
  /** Signs a user in by opening the URL `from` and agreeing on the consent page. */
  signIn: (person: PersonId, from?: string) => Promise<void>
  /** Console errors and policy violations that the test causes on purpose. */
  expectedProblems: RegExp[]
  problems: string[]
}

/** Starts the app and the emulator once for all tests of a worker. */
export const withServers = base.extend<object, { servers: Servers }>({
  servers: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
    async ({}, use) => {
      const servers = await startServers()
      await use(servers)
      await servers.stop()
    },
    { scope: 'worker' },
  ],
  baseURL: ({ servers }, use) => use(servers.app.origin),
})

export const test = withServers.extend<Fixtures>({
  spotify: [
    async ({ servers }, use) => {
      servers.spotify.reset()
      await use(servers.spotify)
      const strange = servers.spotify.requests().filter(({ path }) => !isKnownAddress(path))
      expect(strange, 'calls to endpoints that the app does not use').toEqual([])
      servers.spotify.reset()
    },
    { auto: true },
  ],
  signIn: ({ page }, use) =>
    use(async (person, from = '/api/auth/login?returnTo=/playlists') => {
      await page.goto(from)
      await agreeAs(page, person)
    }),
  expectedProblems: [[], { option: true }],
  problems: [
    async ({ page, context, servers, expectedProblems }, use) => {
      const problems: string[] = []
      await context.exposeBinding('tellViolation', (_, violation: string) => problems.push(`violation: ${violation}`))
      await context.addInitScript(() =>
        document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, documentURI }) =>
          (window as unknown as { tellViolation: (text: string) => void }).tellViolation(
            `${effectiveDirective} blocked ${blockedURI} on ${documentURI}`,
          ),
        ),
      )
      page.on('pageerror', (error) => problems.push(`error: ${error.message}`))
      page.on('console', (message) => {
        if (['error', 'warning'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`)
      })
      await use(problems)
      const unexpected = problems.filter((problem) => !expectedProblems.some((expected) => expected.test(problem)))
      expect(unexpected, 'console errors and policy violations').toEqual([])
      // Excludes the emulator's pages, because their URLs can contain an authorization code.
      const isOurs = page.url().startsWith(servers.app.origin)
      const shown = isOurs && !page.isClosed() ? page.url() + (await page.content()) : ''
      expect(secretsIn(shown + servers.app.output()), 'secrets on the last page or in the log').toEqual([])
    },
    { auto: true },
  ],
})

/** Selects a user on the consent page and agrees. */
export async function agreeAs(page: Page, person: PersonId): Promise<void> {
  const { label } = people.find(({ id }) => id === person) ?? { label: person }
  // Clicks the label, because it covers the radio button.
  await page.locator('label', { hasText: label }).click()
  await page.getByRole('button', { name: 'Agree' }).click()
}

/** Signs in from the home page. */
export async function signInFromHome(page: Page, person: PersonId): Promise<void> {
  await page
    .getByRole('main')
    .getByRole('link', { name: /sign in/i })
    .click()
  await agreeAs(page, person)
  await expect(page).toHaveURL(/\/playlists$/)
}

/** The endpoints that the app calls. */
const knownAddresses = [
  /^\/(?:authorize|api\/token)$/,
  /^\/v1\/me(?:\/playlists)?$/,
  /^\/v1\/me\/(?:top\/(?:artists|tracks)|player\/(?:recently-played|currently-playing))$/,
  /^\/v1\/playlists\/[^/]+(?:\/items)?$/,
]

const isKnownAddress = (path: string) => knownAddresses.some((known) => known.test(path))

export { expect }
