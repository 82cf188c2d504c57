import { defineConfig, devices } from '@playwright/test'
import { testBrowser } from './scripts/browser.ts'

// Chromium's calls home fail on a machine without internet, and take time doing so.
const quiet = ['background-networking', 'component-update', 'sync', 'quic'].map((service) => `--disable-${service}`)
// Chromium and its headless shell then draw letters alike: the pictures hold for both.
const letters = '--font-render-hinting=none'
const browser = testBrowser()
const sandbox = process.getuid?.() === 0 ? ['--no-sandbox'] : []

export default defineConfig({
  testDir: 'tests/e2e',
  workers: 2,
  fullyParallel: true,
  // Generous: on a busy machine only what hangs fails.
  timeout: 120_000,
  expect: { timeout: 20_000 },
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  use: {
    launchOptions: {
      args: [...sandbox, ...quiet, '--no-first-run', letters],
      ...(browser && { executablePath: browser }),
    },
    actionTimeout: 20_000,
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
})
