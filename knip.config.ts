import type { KnipConfiguration } from 'knip'

/** What nothing uses. With `--production`, what nothing but a test uses. */
const config: KnipConfiguration = {
  entry: [
    // Knip does not read what follows `exec` in a script of package.json.
    'scripts/{demo,dev}.ts',
    'tests/emulator/main.ts',
    // There for you to build on: `docs/api.md` lists them.
    'lib/spotify/more/*.ts!',
  ],
  // `upstream` has a configuration of its own.
  project: ['**/*.{ts,tsx,mjs,css}!', '!{scripts,tests}/**!', '!upstream/**'],
  // Exports that only tests use are not dead as long as their own file needs them.
  ignoreExportsUsedInFile: true,
}
export default config
