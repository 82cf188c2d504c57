import type { KnipConfiguration } from 'knip'

/** Finds unused files, exports and packages. With `--production`, also finds those that only tests use. */
const config: KnipConfiguration = {
  entry: [
    // Knip doesn't parse the part of a package.json script after `exec`.
    'scripts/{demo,dev}.ts',
    'tests/emulator/main.ts',
    // Functions that only forks use. `docs/api.md` lists them.
    'lib/spotify/more/*.ts!',
  ],
  // `upstream` has its own configuration.
  project: ['**/*.{ts,tsx,mjs,css}!', '!{scripts,tests}/**!', '!scripts/init/*/**', '!upstream/**'],
  // Don't report exports that are used in their own file.
  ignoreExportsUsedInFile: true,
}
export default config
