import type { KnipConfiguration } from 'knip'

/** What nothing uses in the whole project, `upstream` included. */
const config: KnipConfiguration = {
  workspaces: {
    '.': {
      entry: ['knip.config.ts', 'lib/spotify/more/*.ts', 'scripts/{demo,dev}.ts', 'tests/emulator/main.ts'],
      project: ['**/*.{ts,tsx,mjs,css}', '!upstream/**'],
    },
    upstream: {
      // The scripts of `package.json` run in the folder above. The benchmark puts `floor` in place of pages of the app.
      entry: [
        '{bench,check-spotify,failures,lighthouse,recipes}/main.ts',
        'bench/{floor/*,stand-in.ts}',
        'tests/**/*.{spec,test}.ts',
      ],
      project: ['**/*.{ts,tsx}', '!clients/**'],
    },
    'upstream/clients': { project: ['**/*.ts'] },
  },
  ignoreUnresolved: ['./scripts/alias.ts'],
  ignoreExportsUsedInFile: true,
  // Of the machine: tests that need them are skipped with a notice where they are missing.
  ignoreBinaries: ['nginx', 'openssl', 'script', /^redis-/],
}
export default config
