import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // Long enough for a busy machine, so that only tests that hang fail.
    testTimeout: 60_000,
    // Runs twice as fast. Safe because no test file changes global state.
    isolate: false,
  },
})
