import { fileURLToPath } from 'node:url'
import { installTestBrowser } from '../scripts/browser.ts'
import { buildOnce } from '../scripts/processes.ts'
import { close, runBrowser, runPrograms, runSteps, runUnits } from '../scripts/steps.ts'
import { findBrowser } from './support/browser/find-browser.ts'
import { findServices } from './support/services/find-services.ts'

/**
 * `npm test --prefix upstream`: runs the checks that this repository needs but its forks do not. First, run `npm install` and
 * `npm test` in the project's root folder.
 */

process.chdir(fileURLToPath(new URL('..', import.meta.url)))
findServices()
await runSteps({
  Types: () =>
    runPrograms([
      ['next', 'typegen'],
      ['tsc', '--project', 'upstream'],
    ]),
  'Unused files, exports and packages': () => runPrograms([['knip', '--config', 'upstream/knip.config.ts']]),
  'Unit tests': () => runUnits(['--config', 'upstream/vitest.config.ts', 'upstream/tests/unit']),
})
await runSteps({ Build: async () => ({ passed: Boolean(await buildOnce()) }) })
await runSteps({
  'Browser tests': async () => {
    installTestBrowser()
    findBrowser()
    return runBrowser(['--config', 'upstream/playwright.config.ts'])
  },
})
await runSteps({
  'npm test without upstream/': () =>
    runUnits(['--config', 'upstream/vitest.config.ts', 'upstream/tests/fork'], { isShown: true }),
})
close(0)
