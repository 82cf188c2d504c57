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
  // A busy machine holds a browser up for seconds now and then. The report names what needed it.
  retries: process.env.CI ? 1 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: 'list',
  snapshotPathTemplate: '{testDir}/pictures/{arg}{ext}',
  use: {
    launchOptions: {
      args: [...sandbox, ...quiet, '--no-first-run', letters],
      ...(browser && { executablePath: browser }),
    },
    actionTimeout: 10_000,
  },
  projects: [{ name: 'desktop', use: { ...devices['Desktop Chrome'] } }],
})
