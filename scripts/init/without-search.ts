import { block, type Change, line } from './changes.ts'

const shared = 'app/(signed-in)/_components'
const list = 'app/(signed-in)/playlists/_components'

/** Replaces the searchable list of playlists, which loads as the visitor scrolls, with pages of 50 playlists. */
export const withoutSearch: Change = {
  delete: [
    `${list}/failure-bar.tsx`,
    `${list}/filters`,
    `${list}/no-script-pagination.tsx`,
    `${list}/packed-page.ts`,
    `${list}/playlist-list.tsx`,
    `${list}/playlists-on-touch.tsx`,
    `${list}/range-text.ts`,
    `${list}/searchable-playlists.tsx`,
    `${list}/skip-link.tsx`,
    `${list}/use-near-children.ts`,
    `${list}/use-read-ahead.ts`,
    `${list}/visible-playlists.ts`,
    'tests/e2e/pages/find-playlists.spec.ts',
    'tests/unit/app/playlists',
  ],
  copy: 'scripts/init/without-search',
  edit: {
    'app/(public)/privacy/page.tsx': [[/ If you turn off the <code>\/<\/code> key[^.]*\./, '']],
    [`${shared}/inline-error.tsx`]: [['export function useInlineErrorMessage', 'function useInlineErrorMessage']],
    [`${shared}/paged-list.ts`]: [['export const pageNumbers', 'const pageNumbers']],
    [`${shared}/refresh-button.tsx`]: [
      [line('isPressKept?: boolean'), ''],
      [', isPressKept = false', ''],
      [' && !isPressKept', ''],
    ],
    [`${shared}/use-paged-list.ts`]: [
      [line('isRetrying: boolean'), ''],
      [/, isRetrying(?:: [^,}]+)?(?= }|, isRefreshing)/g, ''],
      ['const { list, failure } = this.#state', 'const { list } = this.#state'],
    ],
    [`${list}/playlists-frame.tsx`]: [
      [line("from './filters/toolbar'"), ''],
      [line("from './filters/filters-provider'"), ''],
      [/ *<\/?FiltersProvider>\n/g, ''],
      [line('<Toolbar />'), ''],
      [line('= useFilters().filters'), ''],
      ['listClass[view]', 'listClass'],
      ['playlists no-script:hidden', 'no-script:hidden'],
      ['blank my-4 h-11', 'blank mb-4 h-11'],
    ],
    [`${list}/playlist-entry.tsx`]: [
      [line("from './filters/filters'"), ''],
      [
        /\/\*\* The classes of a list.*\n(?:.|\n)*?\n}\n/,
        "export const listClass = hasLogo ? 'entries cards with-logo' : 'entries cards'\n",
      ],
      [', or -1 if it is unknown', ''],
      [' CSS arranges the same\n * elements as a card or as a row.', ''],
    ],
    'app/globals.css': [
      ['.skip-link,\n  .skip-list {', '.skip-link {'],
      [/;\n {2}}\n\n {2}\.skip-link \{\n {4}@apply focus:top-2/, ' focus:top-2'],
      [block('.skip-list {'), ''],
      [' or an open popover', ''],
      [/ {2}:root:has\(\.bar-below\),\n(?:.*\n){3}\n/, ''],
      [/ {2}\/\* A text field or select element(?:.|\n)*?(?= {2}\/\*\n {3}\* A chip)/, ''],
      [/ {2}\/\*\n {3}\* Playlists as cards or rows(?:.|\n)*?\*\/\n/, ''],
      [line('overflow-anchor'), ''],
      [/ {4}--gap: 0rem;\n {4}--row: 4\.0625rem;\n/, ''],
      [line('@apply not-last:mb-(--gap)'), ''],
      [block('&:empty {'), ''],
      [block('&.full-chunk {'), ''],
      [block('.rows li {'), ''],
      ['  .blank-entry::before,\n', ''],
      [/ {2}\/\* A placeholder for a list entry.*\n {2}\.blank-entry,\n/, '  /* A placeholder for a list entry. */\n'],
      [block('.cards .blank-entry {'), ''],
      ['  .rows .blank-entry,\n', ''],
      [',\n  [aria-pressed="true"] {', ' {'],
    ],
    'tests/e2e/pages/playlists.spec.ts': [
      [block("test('the Refresh button"), ''],
      [block("test('all playlist cards have the same height"), ''],
      [block("test('the printed playlists page"), ''],
    ],
  },
}

/** Removes the styles that only `/listening` and the searchable list use. Used if both are left out. */
export const withoutListeningAndSearch: Change = {
  edit: {
    'app/globals.css': [
      [block('.chip {'), ''],
      [block('.chip > input {'), ''],
      ['  .blank-row::before,\n', ''],
      [block('.blank-row {'), ''],
      [block('.blank-row {'), ''],
    ],
  },
}
