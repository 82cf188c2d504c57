import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'
import project from '../vitest.config.ts'

export default defineConfig({
  ...project,
  // Tests read files of the project.
  root: fileURLToPath(new URL('..', import.meta.url)),
  test: { ...project.test, include: ['upstream/tests/{unit,fork}/**/*.test.ts'] },
})
