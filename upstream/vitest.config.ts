import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import project from '../vitest.config.ts'

export default defineConfig({
  ...project,
  // The tests read files using paths relative to the project's root folder.
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: { ...project.test, include: ['upstream/tests/{unit,fork}/**/*.test.ts'] },
})
