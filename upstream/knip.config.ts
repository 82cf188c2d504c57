import type { KnipConfiguration } from 'knip'

/** Finds unused files, exports and packages in the whole project, including `upstream`. */
const config: KnipConfiguration = {
  workspaces: {
    '.': {
      entry: ['knip.config.ts', 'lib/spotify/more/*.ts', 'scripts/run.ts', 'tests/emulator/main.ts'],
      project: ['**/*.{ts,tsx,mjs,css}', '!scripts/init/*/**', '!upstream/**'],
    },
    upstream: {
      // knip does not detect that these files are used, because package scripts run them from the parent folder, or because they
      // are copied to another folder first.
      entry: [
        '{bench,check-spotify,failures,lighthouse,opennext,recipes}/main.ts',
        'bench/{baseline/*,stand-in.ts}',
        'registry/**/*.{ts,tsx}',
        'opennext/lambda.ts',
        'support/serverless/{adapter,function,router}.ts',
        'tests/**/*.{spec,test}.ts',
      ],
      project: ['**/*.{ts,tsx}', '!clients/**'],
      // A test runs the first two packages by their paths. Vercel's adapter needs the third one.
      ignoreDependencies: ['create-next-app', 'shadcn', '@vercel/build-utils'],
    },
    'upstream/clients': { project: ['**/*.ts'] },
  },
  ignoreUnresolved: ['./scripts/alias.ts'],
  ignoreExportsUsedInFile: true,
  // Programs that must be installed separately. If one is missing, the tests that need it are skipped with a notice.
  ignoreBinaries: ['nginx', 'openssl', 'script', /^redis-/],
}
export default config
