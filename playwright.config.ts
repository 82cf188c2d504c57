import { defineConfig, devices } from '@playwright/test'
import { isRoot, testBrowser } from './scripts/browser.ts'

// Turns off Chromium's background requests, because they are slow and fail when there is no internet access.
const quiet = ['background-networking', 'component-update', 'sync', 'quic'].map((service) => `--disable-${service}`)
// Makes Chromium and its headless shell render text identically so that both produce the same screenshots.
const sameText = '--font-render-hinting=none'
const browser = testBrowser()
const sandbox = isRoot() ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  fullyParallel: true,
  // Long enough for a busy machine, so a test times out only if it hangs.
  timeout: 300_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    launchOptions: {
      args: [...sandbox, ...quiet, '--no-first-run', sameText],
      ...(browser && { executablePath: browser }),
    },
    actionTimeout: 20_000,
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
})
