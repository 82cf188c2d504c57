import { block, type Change, line } from './changes.ts'

const shared = 'app/(signed-in)/_components'
const list = 'app/(signed-in)/playlists/_components'
const playlist = 'app/(signed-in)/playlists/[id]/_components'

/** Removes the search, and replaces the lists that load as the visitor scrolls with pages of 50 playlists or tracks. */
export const withoutSearch: Change = {
  delete: [
    `${shared}/paged-list.ts`,
    `${shared}/refresh-button.tsx`,
    `${shared}/use-paged-list.ts`,
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
    `${playlist}/use-row-keys.ts`,
    'tests/e2e/pages/find-playlists.spec.ts',
    'tests/unit/app/playlists',
  ],
  copy: 'scripts/init/without-search',
  edit: {
    'app/(public)/privacy/page.tsx': [[/ If you turn off the <code>\/<\/code> key[^.]*\./, '']],
    [`${shared}/inline-error.tsx`]: [['export function useInlineErrorMessage', 'function useInlineErrorMessage']],
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
        /\/\*\* A list's CSS classes.*\n(?:.|\n)*?\n}\n/,
        "export const listClass = hasLogo ? 'entries cards with-logo' : 'entries cards'\n",
      ],
      [', or -1 if it is unknown', ''],
      [' CSS arranges the same\n * elements as a card or as a row.', ''],
    ],
    [`${shared}/signed-in-frame.tsx`]: [
      [/ Its links use client-side[^.]*\./, ''],
      [/ *const script = .*\n/, ''],
      ['__html: script ', '__html: showStreamedContent '],
      [/\n.* Stores the last click.*\n.*\n/, ''],
    ],
    [`${shared}/session-provider.tsx`]: [
      [/ *\/\/ Uses the current URL(?:.*\n){4}/, ''],
      [' onClick={onClick}', ''],
    ],
    [`${playlist}/playlist-loader.tsx`]: [
      ['page={page} result={items} viewerId={viewerId}', 'result={items}'],
      [/ {2}page: number\n(?= {2}\/\*\* `null` if Spotify)/, ''],
      [/ {2}viewerId: string\n(?=}\n\nfunction Items)/, ''],
      ['Items({ playlist, page, result, viewerId }', 'Items({ playlist, result }'],
      ['const { total, offset } = result.value\n  if (total === 0)', 'if (result.value.total === 0)'],
      [
        / {2}const toHref = (?:.*\n)*? {2}\)\n(?=}\n\nfunction Withheld)/,
        '  return <TrackList playlistId={playlist.id} page={result.value} />\n',
      ],
      [line('<div className="blank h-11 w-24" />'), ''],
    ],
    [`${playlist}/track-row.tsx`]: [
      [/ {6}\/\/ If the row contains no link.*\n.*tabIndex=.*\n/, ''],
      [' focus-visible:-outline-offset-3', ''],
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
      [block('.track-chunk {'), ''],
      [',\n  [aria-pressed="true"] {', ' {'],
    ],
    'tests/e2e/auth/account-switch.spec.ts': [
      [/.*\('searchbox'\)\.fill(?:.*\n){3}/, ''],
      [block("test('playlists loaded for one account are not shown"), ''],
      [line("page.getByRole('searchbox')).toBeEnabled()"), ''],
      [/.*'Mine' }\)\.press(?:.*\n){2}/, ''],
      [/ *\/\/ The sign-in link keeps the current filters(?:.*\n){2}/, ''],
      ["'/playlists?show=mine&view=list'", "'/playlists'"],
    ],
    'tests/e2e/deploy/development.spec.ts': [[/.*\('searchbox'\)\.fill(?:.*\n){2}/, '']],
    'tests/e2e/pages/keyboard.spec.ts': [
      [/\n {2}const search = (?:.*\n)*?(?= {2}await pressLink\(page, 'Night ferry)/, ''],
      [/.*'Refresh' }\)\)\n(?:.*\n){2}/, ''],
    ],
    'tests/e2e/pages/playlist.spec.ts': [
      ["'50 of 130 tracks'", "'1 to 50 of 130 tracks'"],
      ["{ name: 'Pages' })).toBeHidden()", "{ name: 'Pages' })).toBeVisible()"],
      [block("test.describe('a playlist with many tracks'"), ''],
      [block("test('the track list is a single tab stop"), ''],
      [block("test('loading tracks with the button"), ''],
      [line("name: 'Load 50 more' })).toBeHidden()"), ''],
      [block("test('a playlist opened at page 2"), ''],
    ],
    'tests/e2e/pages/playlists.spec.ts': [
      [block("test('the Refresh button"), ''],
      [block("test('all playlist cards have the same height"), ''],
      [block("test('the printed playlists page"), ''],
    ],
    'tests/e2e/security/secrets.spec.ts': [[/.*\('searchbox'\)\.fill(?:.*\n){2}/, '']],
  },
}

/** Removes what only `/listening` and the lists that load as the visitor scrolls use. Used if both are left out. */
export const withoutListeningAndSearch: Change = {
  delete: [
    `${shared}/inline-error.tsx`,
    `${shared}/inline-error-message.tsx`,
    `${shared}/read-json.ts`,
    `${shared}/use-read-json.ts`,
  ],
  edit: {
    [`${shared}/session-provider.tsx`]: [
      ["export type SessionEnd = 'signed_out' | 'consent_expired'", "type SessionEnd = 'signed_out'"],
      [
        /type SessionContextValue = (?:.|\n)*?useContext\(SessionContext\)\n/,
        'const ViewerContext = createContext<string | null>(null)\n',
      ],
      ['useSession().viewerId', 'useContext(ViewerContext)'],
      [line('consentEndTitle: string'), ''],
      ['renderedAtMs, consentEndTitle, children', 'renderedAtMs, children'],
      [line('const session = useMemo'), ''],
      ['if any part of the page, or another tab,', 'if another tab'],
      ['<SessionContext value={session}>', '<ViewerContext value={viewerId}>'],
      ['</SessionContext>', '</ViewerContext>'],
      [' consentEndTitle={consentEndTitle}', ''],
      [/type SessionEndNoticeProps = .*\n\n/, ''],
      ['{ end, consentEndTitle }: SessionEndNoticeProps', '{ end }: { end: SessionEnd }'],
      ['toTitle(end, consentEndTitle)', "isOther ? 'Another account has signed in' : 'You are signed out'"],
      [block('function toTitle('), ''],
    ],
    'app/(signed-in)/layout.tsx': [[line('consentEndTitle='), '']],
    'app/_components/ui/announcer.tsx': [[block('export function useAnnouncedRefresh('), '']],
    'tests/support/source-rules.ts': [[line("'app/(signed-in)/_components/inline-error-message.tsx': "), '']],
    'tests/unit/source-guards.test.ts': [
      [line("_components/read-json.ts')"), ''],
      [line("_components/inline-error-message.tsx')"), ''],
    ],
    'app/globals.css': [
      [block('.chip {'), ''],
      [block('.chip > input {'), ''],
      ['  .blank-row::before,\n', ''],
      [block('.blank-row {'), ''],
      [block('.blank-row {'), ''],
    ],
  },
}
