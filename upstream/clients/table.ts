import { readFileSync, writeFileSync } from 'node:fs'
import { type PersonId, personOf } from '../../tests/emulator/data/people.ts'
import { type Client, stepNames } from './client.ts'
import type { Cell, Cells } from './steps.ts'

export type Row = { client: Client; person: PersonId; cells: Cells }

export const page = 'docs/clients.md'

/** Formats the result of one client for the terminal. */
export function inLines({ client, person, cells }: Row): string {
  const lines = stepNames.map((step) => `  ${step.padEnd(15)} ${inWords(cells[step])}`)
  return [`▸ ${client.name}, ${appOf(person)}`, ...lines].join('\n')
}

/** Writes all results, with versions and the date, to a page in `docs/`. */
export function writePage(rows: readonly Row[]): void {
  const notes = new Map<string, number>()
  const toNote = (text: string) => {
    notes.set(text, notes.get(text) ?? notes.size + 1)
    return notes.get(text)
  }
  const toCell = (cell: Cell | undefined) =>
    cell?.kind === 'differs' ? `\`${cell.says}\` (${toNote(cell.reason)})` : inWords(cell)
  const table = [
    ['client', 'app', ...stepNames],
    ['---', '---', ...stepNames.map(() => '---')],
    ...rows.map(({ client, person, cells }) => [
      `${client.name} ${versionOf(client)}`,
      appOf(person),
      ...stepNames.map((step) => toCell(cells[step])),
    ]),
  ]
  const lines = table.map((cells) => `| ${cells.join(' | ')} |`)
  const list = [...notes].map(([text, number]) => `${number}. ${text.charAt(0).toUpperCase()}${text.slice(1)}.`)
  const day = new Date().toISOString().slice(0, 10)
  writeFileSync(page, `${introduction(day)}\n${lines.join('\n')}\n\n${list.join('\n')}\n`)
}

const introduction = (day: string) => `# Other Spotify clients

This page shows how Spotify clients from the npm registry work with this project's emulator of Spotify. \`npm run clients --prefix upstream\`
generated it on ${day}. Each client runs against a development-mode app ("new") and an older app with extended access ("old").

- _ok_: the client works as expected. If the test expects an error, the client's error text follows.
- _fetch_: the client doesn't call the Web API, so the test sent the request with Node's \`fetch\` and the client's token.
- A number in parentheses: the client fails against Spotify as it is today. The list below the table explains why.
`

const appOf = (person: PersonId) => (personOf(person).apiVariant === 'development' ? 'new' : 'old')

function versionOf({ name }: Client): string {
  const { devDependencies } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'))
  return devDependencies[/@auth\/core/.exec(name)?.[0] ?? name.replace(/,.*/, '')]
}

function inWords(cell: Cell | undefined): string {
  if (!cell) return '–'
  if (cell.kind === 'ok') return ['ok', cell.note].filter(Boolean).join(', ')
  if (cell.kind === 'not offered') return 'not offered'
  return cell.kind === 'failed' ? `FAILED: ${cell.why}` : `${cell.says}: ${cell.reason}`
}
