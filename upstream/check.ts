import { fileURLToPath } from 'node:url'
import { findTestBrowsers } from '../scripts/browser.ts'
import { buildOnce } from '../scripts/build.ts'
import { close, runAlone, runAtOnce, runBrowser, runPrograms, runUnits } from '../scripts/steps.ts'
import { findServices } from './support/services/find-services.ts'

/**
 * `npm test --prefix upstream`: runs the checks that this repository needs but its forks do not. First, run `npm install` and
 * `npm test` in the project's root folder.
 */

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
findServices()
await runAtOnce([
  {
    name: 'Types',
    run: () =>
      runPrograms([
        ['next', 'typegen'],
        ['tsc', '--project', 'upstream'],
      ]),
  },
  {
    name: 'Unused files, exports and packages',
    run: () => runPrograms([['knip', '--config', 'upstream/knip.config.ts']]),
  },
  { name: 'Unit tests', run: () => runUnits(['--config', 'upstream/vitest.config.ts', 'upstream/tests/unit']) },
])
await runAlone({ name: 'Build', run: async () => ({ passed: Boolean(await buildOnce()) }) })
await runAlone({
  name: 'Browser tests',
  run: () => {
    findTestBrowsers()
    return runBrowser(['--config', 'upstream/playwright.config.ts'])
  },
})
await runAlone({
  name: 'npm test without upstream/',
  run: () => runUnits(['--config', 'upstream/vitest.config.ts', 'upstream/tests/fork'], { isShown: true }),
})
close(0)
