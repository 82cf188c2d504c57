import { defineConfig } from '@playwright/test'
import project from '../playwright.config.ts'

export default defineConfig({
  ...project,
  testDir: 'tests/e2e',
  snapshotPathTemplate: '../docs/pictures/{arg}{ext}',
})
