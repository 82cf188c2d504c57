import type { KnipConfiguration } from 'knip'

/** Finds unused files, exports and packages. With `--production`, finds those that only tests use. */
const config: KnipConfiguration = {
  entry: [
    // Knip does not parse commands after `exec` in the scripts of package.json.
    'scripts/{demo,dev}.ts',
    'tests/emulator/main.ts',
    // Functions for you to build on, listed in `docs/api.md`.
    'lib/spotify/more/*.ts!',
  ],
  // `upstream` has its own configuration.
  project: ['**/*.{ts,tsx,mjs,css}!', '!{scripts,tests}/**!', '!upstream/**'],
  // Exports that their own file uses are not unused.
  ignoreExportsUsedInFile: true,
}
export default config
