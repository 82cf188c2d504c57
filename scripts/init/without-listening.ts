import { type Change, line } from './changes.ts'

/** Removes the `/listening` page and everything that only this page needs. */
export const withoutListening: Change = {
  delete: [
    'app/(signed-in)/listening',
    'app/api/listening',
    'lib/spotify/listening.ts',
    'tests/e2e/pages/listening.spec.ts',
    'tests/emulator/listening',
    'tests/support/listening.ts',
    'tests/unit/spotify/listening.test.ts',
  ],
  edit: {
    'app/_components/layout/page-frame.tsx': [[line('<Link href="/listening">'), '']],
    'app/(public)/privacy/page.tsx': [
      [', and your listening if you allow it', ''],
      [/ If you allow it on the Listening page,[^.]*\./, ''],
    ],
    'app/(public)/terms/page.tsx': [['playlists, profile and listening', 'playlists and profile']],
    'app/(signed-in)/account/_components/account-actions.tsx': [
      ['To grant more, open a page that needs another permission. ', ''],
    ],
    'lib/urls.ts': [
      [line('export const listeningPath ='), ''],
      [line('export const listeningPagePath ='), ''],
      ['|listening)', ')'],
    ],
    'package.json': [[/ {4}"swr": .*\n/, '']],
    'tests/e2e/pages/accessibility.spec.ts': [[" '/listening',", '']],
    'tests/e2e/pages/fit.spec.ts': [[" '/listening',", '']],
    'tests/e2e/pages/json.spec.ts': [[line("'/api/listening/now'"), '']],
    'public/robots.txt': [[line('/listening'), '']],
    'tests/emulator/api/api.ts': [
      [line("from '../listening/api.ts'"), ''],
      [line('listeningApi(on)'), ''],
    ],
    // Keeps the width of the table's column.
    'tests/emulator/README.md': [[', `readablePictures` and `playing`', ' and `readablePictures`           ']],
    'tests/emulator/state.ts': [
      [line("from './listening/data.ts'"), ''],
      [line('playing: z.enum'), ''],
    ],
    'tests/support/addresses.ts': [
      [line("'/listening',"), ''],
      [line("'/api/listening/now',"), ''],
    ],
    'tests/support/fixtures.ts': [[line('recently-played|currently-playing'), '']],
  },
}
