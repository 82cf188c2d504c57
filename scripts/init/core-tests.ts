import { globSync } from 'node:fs'
import { block, type Change, line } from './changes.ts'

/** The tests to keep: those for sign-in, sessions and token refresh, and the pages' accessibility check. */
const kept = new Set([
  'tests/e2e/auth/refresh.spec.ts',
  'tests/e2e/auth/sign-in.spec.ts',
  'tests/e2e/pages/accessibility.spec.ts',
  'tests/unit/http/return-to.test.ts',
  'tests/unit/session/cookies.test.ts',
  'tests/unit/session/refresh.test.ts',
  'tests/unit/session/seal.test.ts',
  'tests/unit/session/sign-in.test.ts',
])

/** Removes all tests that are not in `kept`, along with the code and the test users that only the removed tests need. */
export const coreTests = (): Change => ({
  delete: [
    ...globSync('tests/{e2e,unit}/**/*.{spec,test}.ts').filter((file) => !kept.has(file)),
    ...globSync(['tests/support/listening.ts', 'tests/unit/app/playlists/playlist-of.ts']),
    'tests/emulator/data/hard-people.ts',
    'tests/emulator/faults/{broken-responses,rare-errors}.ts',
    'tests/emulator/panel/scenarios.ts',
    'tests/support/addresses.ts',
    'tests/support/browserless.ts',
    'tests/support/fit.ts',
    'tests/support/other-engines.ts',
    'tests/support/page.ts',
    'tests/support/provocations.ts',
    'tests/support/sessions.ts',
    'tests/support/source-rules.ts',
    'tests/support/visitor.ts',
    'tests/unit/config/support.ts',
    'tests/unit/spotify/{support,accounts-support}.ts',
  ],
  edit: {
    'tests/emulator/data/library.ts': [
      [line("from './hard-people.ts'"), ''],
      [line('...hardPlaylists,'), ''],
    ],
    'tests/emulator/data/people.ts': [
      [line("from './hard-people.ts'"), ''],
      [line('...hardPeople,'), ''],
    ],
    'tests/emulator/emulator.ts': [
      [line('type CodeOptions ='), ''],
      [block('codeFor('), ''],
    ],
    'tests/emulator/faults/faults.ts': [
      [line("from './broken-responses.ts'"), ''],
      [line('...brokenResponses,'), ''],
      [line("from './rare-errors.ts'"), ''],
      [line('...rareErrors,'), ''],
    ],
    'tests/emulator/panel/panel.ts': [
      [line("from './scenarios.ts'"), ''],
      [line('scenariosSection(home)'), ''],
    ],
  },
})
