import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // Long enough for a busy machine: only tests that hang should fail.
    testTimeout: 60_000,
    // Twice as fast. No test file changes global state.
    isolate: false,
  },
})
