import type { KnipConfiguration } from 'knip'

/** Finds unused files, exports and packages. With `--production`, also finds files, exports and packages that only tests use. */
const config: KnipConfiguration = {
  entry: [
    // Listed here because Knip ignores everything after `exec` in a package.json script.
    'scripts/run.ts',
    'tests/emulator/main.ts',
    // Functions for use in forks. `docs/api.md` lists these functions.
    'lib/spotify/more/*.ts!',
  ],
  // `upstream` has its own configuration.
  project: ['**/*.{ts,tsx,mjs,css}!', '!{scripts,tests}/**!', '!scripts/init/*/**', '!upstream/**'],
  // Don't report exports that are used in their own file.
  ignoreExportsUsedInFile: true,
}
export default config
