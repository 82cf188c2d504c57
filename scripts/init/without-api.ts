import { block, type Change, line } from './changes.ts'

/**
 * Removes the Web API functions that no page uses: those for searching, managing the library, and following and editing playlists.
 */
export const withoutApi: Change = {
  delete: ['lib/spotify/more', 'tests/emulator/more'],
  edit: {
    'knip.config.ts': [[line("'lib/spotify/more/*.ts!'"), '']],
    'lib/spotify/shapes.ts': [
      [line('export type Album ='), ''],
      [line('export type Show ='), ''],
      [block('export const albumShape ='), ''],
      [line('export const showShape ='), ''],
      [block('export function toAlbum('), ''],
      [/^export const toShow = .*\n.*\n\n/m, ''],
    ],
    'tests/emulator/api/api.ts': [
      [line("from '../more/api.ts'"), ''],
      [line('moreApi(on)'), ''],
    ],
    'tests/emulator/emulator.ts': [
      [line("from './more/edited-playlists.ts'"), ''],
      ['new EditedPlaylists(generatedPlaylists, now)', 'generatedPlaylists'],
    ],
  },
}

/** Removes the code that only `/listening` and the functions in `lib/spotify/more` need. Used if both are left out. */
export const withoutListeningAndApi: Change = {
  delete: ['tests/emulator/catalogue.ts'],
  edit: { 'lib/spotify/shapes.ts': [[/^export const toArtist = .*\n.*\n\n/m, '']] },
}
