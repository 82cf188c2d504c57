import { type Change, line } from './changes.ts'

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
    'app/(public)/privacy/page.tsx': [[/ If you turn off the <code>\/<\/code> key[^.]*\./, '']],
    'lib/session/server.ts': [[line('export const currentQuery ='), '']],
    [`${list}/playlists-loader.tsx`]: [
      [
        "import { currentQuery, type SignedIn } from '@/lib/session/server'",
        "import type { SignedIn } from '@/lib/session/server'",
      ],
      ["import { parseFilters } from './filters/filters'\n", ''],
      [
        "import { SearchablePlaylists } from './searchable-playlists'\n",
        "import { AllPlaylists } from './all-playlists'\n",
      ],
      [
        '<NoScriptPagination {...list} filters={parseFilters(await currentQuery())}>',
        '<NoScriptPagination initialPage={result.value}>',
      ],
      ['<SearchablePlaylists ', '<AllPlaylists '],
    ],
    [`${list}/playlist-list.tsx`]: [
      ["import type { Filters } from './filters/filters'\n", ''],
      [
        "import { PlaylistCard, PlaylistRow } from './playlist-entry'",
        "import { PlaylistCard } from './playlist-entry'",
      ],
      ["  view: Filters['view']\n", ''],
      ['setSize, view, viewerId }: PlaylistListProps', 'setSize, viewerId }: PlaylistListProps'],
      [/chunkClass\[view\]/g, 'chunkClass'],
      ['{...{ place, position, setSize, view, viewerId }}', '{...{ place, position, setSize, viewerId }}'],
      [
        /export const chunkClass(?:.|\n)*?blankClass.*\n/,
        "export const chunkClass = hasLogo ? 'entry-grid entry-grid-with-logo' : 'entry-grid'\n",
      ],
      ["'setSize' | 'view' | 'viewerId'", "'setSize' | 'viewerId'"],
      ['setSize, view, viewerId }: EntryProps', 'setSize, viewerId }: EntryProps'],
      ['<BlankEntry view={view} />', '<BlankEntry />'],
      ["  const Content = view === 'grid' ? PlaylistCard : PlaylistRow\n", ''],
      ['className={entryClass[view]}', 'className="entry-card"'],
      ['<Content playlist', '<PlaylistCard playlist'],
      ["BlankEntry({ view }: Pick<PlaylistListProps, 'view'>)", 'BlankEntry()'],
      // biome-ignore lint/suspicious/noTemplateCurlyInString: code to replace
      ['className={`${entryClass[view]} ${blankClass[view]}`}', 'className="entry-card blank-card"'],
    ],
    [`${list}/playlists-skeleton.tsx`]: [
      [line("from './filters/toolbar'"), ''],
      [line("from './filters/use-filters'"), ''],
      [line('const filterState = useFilters()'), ''],
      [line('const { view } = filterState.filters'), ''],
      [line('<Toolbar '), ''],
      ['className="my-4 flex', 'className="mb-4 flex'],
      ['chunkClass[view]', 'chunkClass'],
      [' view={view} />', ' />'],
    ],
    [`${list}/playlist-entry.tsx`]: [[/\/\*\* A playlist on one line(?:.|\n)*?\n}\n\n/, '']],
    'app/globals.css': [
      [
        '  .entry-grid,\n  .entry-rows {\n    --columns: 1;\n    --gap: 0rem;\n    --row: 4.0625rem;\n',
        '  .entry-grid {\n    --columns: 1;\n',
      ],
      [/ {2}\.entry-row \{(?:.|\n)*?\n {2}}\n\n/, ''],
      [/ {2}\.entry-row-text \{(?:.|\n)*?\n {2}}\n\n/, ''],
    ],
  },
}
