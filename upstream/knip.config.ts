import type { KnipConfiguration } from 'knip'

/** Finds unused files, exports and packages in the whole project, including `upstream`. */
const config: KnipConfiguration = {
  workspaces: {
    '.': {
      entry: ['knip.config.ts', 'lib/spotify/more/*.ts', 'scripts/{demo,dev}.ts', 'tests/emulator/main.ts'],
      project: ['**/*.{ts,tsx,mjs,css}', '!scripts/init/*/**', '!upstream/**'],
    },
    upstream: {
      // knip does not detect some of these files, because package scripts run in the parent folder or the files are copied.
      entry: [
        '{bench,check-spotify,failures,lighthouse,recipes}/main.ts',
        'bench/{baseline/*,stand-in.ts}',
        'tests/**/*.{spec,test}.ts',
      ],
      project: ['**/*.{ts,tsx}', '!clients/**'],
    },
    'upstream/clients': { project: ['**/*.ts'] },
  },
  ignoreUnresolved: ['./scripts/alias.ts'],
  ignoreExportsUsedInFile: true,
  // Programs that must be installed separately. If one is missing, the tests that need it are skipped with a notice.
  ignoreBinaries: ['nginx', 'openssl', 'script', /^redis-/],
}
export default config
