import { block, type Change, line } from './changes.ts'

const list = 'app/(signed-in)/playlists/_components'

/** Replaces the searchable list of playlists with a plain one. */
export const withoutSearch: Change = {
  delete: [
    `${list}/filters`,
    `${list}/searchable-playlists.tsx`,
    'tests/e2e/pages/find-playlists.spec.ts',
    'tests/unit/app/playlists',
  ],
  copy: 'scripts/init/without-search',
  edit: {
    [`${list}/playlists-frame.tsx`]: [
      [line("from './filters/toolbar'"), ''],
      [line("from './filters/filters-provider'"), ''],
      [/ *<\/?FiltersProvider>\n/g, ''],
      [line('<Toolbar />'), ''],
      [line('= useFilters().filters'), ''],
      ['listClass[view]', 'listClass'],
      ['blank my-4 h-11', 'blank mb-4 h-11'],
    ],
    [`${list}/playlists-loader.tsx`]: [
      ["import { currentPath } from '@/lib/session/server'\n", ''],
      [line("from './filters/filters'"), ''],
      [line('const filters ='), ''],
      [' viewerId={viewerId} filters={filters}>', '>'],
    ],
    [`${list}/playlists-on-touch.tsx`]: [
      [line("from './filters/filters'"), ''],
      [line("from './filters/filters-provider'"), ''],
      [/SearchablePlaylists/g, 'AllPlaylists'],
      [/'\.\/searchable-playlists'/g, "'./all-playlists'"],
      [line('const { filters } = useFilters()'), ''],
      [' || !isUnfiltered(filters)', ''],
      [' Filters need more pages, and a later page scrolls', ' A later page scrolls'],
    ],
    [`${list}/playlist-list.tsx`]: [
      [line("from './filters/filters'"), ''],
      ["  view: Filters['view']\n", ''],
      ['setSize, view, viewerId }: PlaylistListProps', 'setSize, viewerId }: PlaylistListProps'],
      ['listClass[view]', 'listClass'],
    ],
    [`${list}/playlist-entry.tsx`]: [
      [line("from './filters/filters'"), ''],
      [
        /\/\*\* The classes of a list.*\n(?:.|\n)*?\n}\n/,
        "export const listClass = hasLogo ? 'entries cards with-logo' : 'entries cards'\n",
      ],
      [' CSS arranges the same\n * elements as a card or as a row.', ''],
    ],
    'app/globals.css': [
      [/ {2}\.toolbar \{(?:.|\n)*?(?= {2}\.list-head)/, ''],
      [block('.rows li {'), ''],
      ['  .rows .blank-entry,\n', ''],
    ],
  },
}
