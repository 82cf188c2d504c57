import { block, type Change, line } from './changes.ts'

const light = `  --color-page: #ffffff;
  --color-panel: #f7f7f8;
  --color-ink: #18181b;
  --color-soft: #3f3f46;
  --color-line: #e4e4e7;
  --color-edge: #7b7b85;
`
const lightAccents = `  --color-accent: #1e40af;
  --color-lamp: #18181b;
  --color-lamp-bright: #3f3f46;
  --color-lamp-dark: #ffffff;
  --color-tag: var(--color-line);
  --color-tag-ink: var(--color-ink);
  --color-night: #f4f4f5;
  --color-night-deep: #e4e4e7;
  --color-night-line: #d4d4d8;
  --color-alarm: #991b1b;
`
const dark = `      --color-page: #0e0e10;
      --color-panel: #1a1a1d;
      --color-ink: #fafafa;
      --color-soft: #b8b8c1;
      --color-line: #2e2e33;
      --color-edge: #85858f;
      --color-accent: #93c5fd;
      --color-lamp: #fafafa;
      --color-lamp-bright: #d4d4d8;
      --color-lamp-dark: #18181b;
      --color-night: #18181b;
      --color-night-deep: #0e0e10;
      --color-night-line: #2e2e33;
      --color-alarm: #fca5a5;
`
const night = `  /* An area with its own background. The area redefines the colours for its content. */
  .night {
    --color-page: var(--color-night);
    --color-panel: var(--color-night-deep);
    --color-line: var(--color-night-line);
    --color-accent: var(--color-lamp);
  }

`

const avatarImport = "import { Avatar } from '@/app/_components/ui/avatar'"
const accountCard = `<section aria-labelledby="session" className="rounded-small border border-line bg-panel">
              <div className="flex flex-col gap-5 p-6 sm:flex-row sm:items-center">
                <Avatar pictureUrl={session.viewer.pictureUrl} name={session.viewer.name} />
                <div className="min-w-0">
                  <h2 id="session" className="text-3xl break-words">
                    {session.viewer.name ? <bdi>{session.viewer.name}</bdi> : 'Signed in'}
                  </h2>
                  <p className="break-all">{session.viewer.id}</p>
                </div>
              </div>`

const playlist = 'app/(signed-in)/playlists/[id]/_components'

/** Replaces the stage-door look with a neutral theme that has one font and no illustrations. */
export const plainLook: Change = {
  delete: [
    'app/_components/theme/backstage-pass.tsx',
    'app/_components/theme/home-illustration.tsx',
    'app/_components/theme/*.svg',
    'app/_fonts',
    `${playlist}/cover-colour.ts`,
    `${playlist}/cover-coloured-header.tsx`,
  ],
  copy: 'scripts/init/plain',
  edit: {
    'app/(public)/_components/home.tsx': [
      [line('theme/home-illustration'), ''],
      [line('<HomeIllustration'), ''],
      ['A pass for six months', 'Access for six months'],
    ],
    'app/(signed-in)/account/page.tsx': [
      ["import { BackstagePass } from '@/app/_components/theme/backstage-pass'", avatarImport],
      ['Your pass for this site', 'Your session on this site'],
      ['<BackstagePass viewer={session.viewer}>', accountCard],
      ['</BackstagePass>', '</section>'],
    ],
    'app/(signed-in)/account/_components/account-actions.tsx': [['Renew your pass', 'Renew access']],
    'app/(signed-in)/account/_components/session-details.tsx': [
      ['border-t-2 border-dashed border-tag-ink/40', 'border-t border-line'],
      ['border-tag-ink/30', 'border-line'],
    ],
    [`${playlist}/playlist-header.tsx`]: [
      [line('./cover-coloured-header'), ''],
      [/<CoverColouredHeader thumbnailUrl=.*>/, '<div className="night band">'],
      ['</CoverColouredHeader>', '</div>'],
      ['Playlist & { thumbnailUrl: string | null }', 'Playlist'],
    ],
    'app/globals.css': [
      [/\/\*(?:(?!\*\/)[\s\S])*\*\/\n(?=@theme)/, ''],
      [/ {2}--color-page: .*\n(?: {2}--color-.*\n)*/, light],
      [/ {2}--color-accent: .*\n(?: {2}--color-.*\n)*/, lightAccents],
      [/ {2}--font-display: .*\n/, '  --font-display: var(--font-sans);\n'],
      [/ {2}\/\* Ten font sizes.*\n(?: {2}--text-.*\n)*\n/, ''],
      [/ {6}--color-page: .*\n(?: {6}--color-.*\n)*/, dark],
      [block('@property --color-night {'), ''],
      [block('.logo {'), ''],
      [',\n  .notice-layout {', ' {'],
      [
        block('.notice-layout {'),
        '  /* The layout of a page whose only content is a notice. */\n  .notice-layout {\n    @apply mx-auto max-w-xl;\n  }\n\n',
      ],
      [block('.night {'), night],
      [block('@media print {\n    .night {'), ''],
      [block('.paper {'), ''],
      [/ {4}@apply grid grid-cols-\[minmax\(0,1fr\)] items-end.*\n {4}> div \{\n.*\n {4}}\n/, ''],
      [block('.home-illustration {'), ''],
      [/ {4}clip-path: polygon\(0\.55rem.*\n/, ''],
      [/ {2}\/\*(?:(?!\*\/)[\s\S])*\*\/\n(?= {2}\.tag \{)/, ''],
      [/ {2}\/\*(?:(?!\*\/)[\s\S])*\*\/\n(?= {2}\.notice \{)/, '  /* A panel for errors and questions. */\n'],
      [block('.tag::before {'), ''],
      [' pr-2 pl-5 ', ' px-2 rounded-small '],
      [/ {2}@media print \{\n {4}\.tag \{(?:.|\n)*?\n {4}}\n {2}}\n\n/, ''],
      [' px-6 pt-14 pb-8 font-display sm:px-10;\n', ' rounded-small border border-line p-6 sm:p-10;\n'],
      [/ {4}clip-path: polygon\(2\.5rem.*\n/, ''],
      [block('.notice::before {'), ''],
      [block('@media (prefers-reduced-motion: no-preference) {\n    .band {'), ''],
    ],
    'app/layout.tsx': [
      [line("from './_fonts/besley'"), ''],
      [/ className=\{`\$\{besley.*?`\}/, ''],
      ['siteColours.night }', 'siteColours.background }'],
      ['siteColours.darkNight }', 'siteColours.darkBackground }'],
    ],
    'app/manifest.ts': [[/siteColours\.night/g, 'siteColours.background']],
    'app/site.ts': [
      [
        /export const siteColours = (?:.|\n)*/,
        "export const siteColours = { background: '#f4f4f5', darkBackground: '#18181b', text: '#18181b' }\n",
      ],
    ],
  },
}
