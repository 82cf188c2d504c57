import { globSync } from 'node:fs'
import { block, type Change } from './changes.ts'

/** The tests to keep: those for sign-in, sessions and token refresh, and the pages' accessibility check. */
const kept = new Set([
  'tests/e2e/auth/failed-sign-in.spec.ts',
  'tests/e2e/auth/refresh.spec.ts',
  'tests/e2e/auth/sign-in.spec.ts',
  'tests/e2e/auth/sign-out.spec.ts',
  'tests/e2e/pages/accessibility.spec.ts',
  'tests/unit/config/read.test.ts',
  'tests/unit/http/return-to.test.ts',
  'tests/unit/session/cookies.test.ts',
  'tests/unit/session/memory/memory.test.ts',
  'tests/unit/session/refresh.test.ts',
  'tests/unit/session/seal.test.ts',
  'tests/unit/session/sign-in-callback.test.ts',
  'tests/unit/session/sign-in.test.ts',
  'tests/unit/source-guards.test.ts',
])

/** Removes all tests that are not in `kept`, along with the code that only the removed tests need. */
export const coreTests = (): Change => ({
  delete: [
    ...globSync('tests/{e2e,unit}/**/*.{spec,test}.ts').filter((file) => !kept.has(file)),
    ...globSync(['tests/support/listening.ts', 'tests/unit/app/playlists/playlist-of.ts']),
    'tests/support/addresses.ts',
    'tests/support/browserless.ts',
    'tests/support/focus.ts',
    'tests/support/other-engines.ts',
    'tests/support/provocations.ts',
    'tests/support/settle.ts',
    'tests/unit/hostile/token-responses.ts',
    'tests/unit/spotify/support.ts',
  ],
  edit: { 'tests/unit/support.ts': [[block('export const outside ='), '']] },
})
