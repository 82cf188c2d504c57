import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // A busy machine is no fault: only what hangs is to fail.
    testTimeout: 60_000,
    // Twice as quick. No file leaves anything behind for the next.
    isolate: false,
  },
})
