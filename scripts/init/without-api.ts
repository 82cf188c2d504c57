import { block, type Change, line } from './changes.ts'

/**
 * Removes the Web API functions that no page uses: those for searching, managing the library, and following and editing playlists.
 */
export const withoutApi: Change = {
  delete: [
    'lib/spotify/more',
    'tests/emulator/api/library.ts',
    'tests/emulator/api/playlist-changes.ts',
    'tests/emulator/api/removed-endpoints.ts',
    'tests/emulator/api/search.ts',
    'tests/emulator/data/changes.ts',
    'tests/emulator/data/saved-items.ts',
  ],
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
    'tests/emulator/api/catalogue-shape.ts': [
      [block('export function toFullAlbum('), ''],
      [block('function albumTracks('), ''],
    ],
    'tests/emulator/data/catalogue.ts': [
      [line('export type Album ='), ''],
      [line('export type Show ='), ''],
      [block('export function allAlbums('), ''],
      [block('export function allShows('), ''],
      [block('export function albumOf('), ''],
      [block('export function showOf('), ''],
    ],
    'tests/emulator/api/api.ts': [
      [line("from './library.ts'"), ''],
      [line("from './playlist-changes.ts'"), ''],
      [line("from './removed-endpoints.ts'"), ''],
      [line("from './search.ts'"), ''],
      ['libraryApi, searchApi, playlistChanges, removedAddresses]', ']'],
    ],
    'tests/emulator/api/playlist-shape.ts': [
      [/view\.state\.changes\s*\.entriesOf\(/, 'entriesOf('],
      [line('snapshot_id: '), "    snapshot_id: 'AAAAAQ',\n"],
      [/^/, "import { entriesOf } from '../data/entries.ts'\n"],
    ],
    'tests/emulator/api/routing.ts': [[block('export async function fieldsOf'), '']],
    'tests/emulator/api/views.ts': [
      [
        block('function ownRows'),
        'const ownRows = ({ viewer }: View): readonly Row[] => (viewer ? playlistsOf(viewer.id) : [])\n\n',
      ],
      [line('const { changes } = view.state'), ''],
      [
        /const playlist = changes\.findMade.*\n.*\n.*\n/,
        'const playlist = findPlaylist(id)\n  return playlist?.public === true ? playlist : null\n',
      ],
    ],
    'tests/emulator/emulator.ts': [
      [line("from './data/changes.ts'"), ''],
      [line("from './data/saved-items.ts'"), ''],
      [line('changes: new Changes()'), ''],
      [line('savedItems: new SavedItems('), ''],
    ],
    'tests/emulator/panel/controls.ts': [
      [' changes, savedItems,', ''],
      [line('changes.clear()'), ''],
      [line('savedItems.clear()'), ''],
    ],
    'tests/emulator/state.ts': [
      [line("from './data/changes.ts'"), ''],
      [line("from './data/saved-items.ts'"), ''],
      [line('  changes: Changes'), ''],
      [line('  savedItems: SavedItems'), ''],
    ],
  },
}

/** Removes what is needed only by `/listening` and by these functions. Used if both are left out. */
export const withoutListeningAndApi: Change = {
  delete: ['tests/emulator/api/catalogue-shape.ts', 'tests/emulator/data/catalogue.ts'],
  edit: {
    'lib/spotify/shapes.ts': [[/^export const toArtist = .*\n.*\n\n/m, '']],
    'tests/emulator/api/api.ts': [[line('for (const part of ['), '']],
    'tests/emulator/api/routing.ts': [[block('export function withViewer('), '']],
  },
}
