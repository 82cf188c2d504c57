import type { KnipConfiguration } from 'knip'

/** What nothing uses. With `--production`, what nothing but a test uses. */
export default ({ production = false }): KnipConfiguration => ({
  workspaces: {
    '.': {
      // The benchmark puts the first in the place of the app's own. The others are there for whoever starts from here:
      // `docs/api.md` lists them. Knip does not read what follows `exec` in a script of package.json.
      entry: [
        'scripts/{demo,dev}.ts',
        'tests/emulator/main.ts',
        'tests/bench/floor/*',
        'lib/spotify/{following,library,playlist-changes,search}.ts!',
      ],
      project: ['**/*.{ts,tsx,mjs,css}!', '!{scripts,tests}/**!'],
    },
    'tests/clients': { project: ['*.ts', '!*!'] },
  },
  // Of the machine: tests that need them skip aloud where they are missing.
  ignoreBinaries: ['nginx', 'openssl', 'script', /^redis-/],
  // What a test looks into is not dead as long as its own file needs it.
  ignoreExportsUsedInFile: production,
})
