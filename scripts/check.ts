import { findTestBrowsers } from './browser.ts'
import { buildOnce } from './build.ts'
import { close, runAlone, runAtOnce, runBrowser, runPrograms, runUnits } from './steps.ts'

/** `npm test`: runs all checks and tests. With the `quick` argument (`npm run check`), skips the build and the browser tests. */

await runAtOnce([
  {
    name: 'Format and lint (to fix: npm run format)',
    run: () => runPrograms([['biome', 'check', '--error-on-warnings']]),
  },
  { name: 'Types', run: () => runPrograms([['next', 'typegen'], ['tsc']]) },
  { name: 'Unused files, exports and packages', run: () => runPrograms([['knip'], ['knip', '--production']]) },
  { name: 'Unit tests', run: () => runUnits() },
])
if (!process.argv.includes('quick')) {
  await runAlone({ name: 'Build', run: async () => ({ passed: Boolean(await buildOnce()) }) })
  await runAlone({
    name: 'Browser tests',
    run: () => {
      findTestBrowsers()
      return runBrowser()
    },
  })
}
close(0)
