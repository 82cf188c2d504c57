import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  resolve: { alias: { '@': fileURLToPath(new URL('.', import.meta.url)) } },
  test: {
    include: ['tests/unit/**/*.test.ts'],
    // Long enough for a busy machine, so a test times out only if it hangs.
    testTimeout: 60_000,
    // Without isolation, the tests run twice as fast. Turning isolation off is safe because no test file changes global state.
    isolate: false,
  },
})
