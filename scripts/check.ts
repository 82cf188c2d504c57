import { installTestBrowser } from './browser.ts'
import { buildOnce } from './processes.ts'
import { close, runBrowser, runPrograms, runSteps, runUnits } from './steps.ts'

/** `npm test`: runs all checks and tests. With the `quick` argument (`npm run check`), skips the build and the browser tests. */

await runSteps({
  'Format and lint (to fix: npm run format)': () => runPrograms([['biome', 'check', '--error-on-warnings']]),
  Types: () => runPrograms([['next', 'typegen'], ['tsc']]),
  'Unused files, exports and packages': () => runPrograms([['knip'], ['knip', '--production']]),
  'Unit tests': () => runUnits(),
})
if (!process.argv.includes('quick')) {
  await runSteps({ Build: async () => ({ passed: Boolean(await buildOnce()) }) })
  await runSteps({
    'Browser tests': async () => {
      installTestBrowser()
      return runBrowser()
    },
  })
}
close(0)
