import { readFileSync, writeFileSync } from 'node:fs'
import { type PersonId, personOf } from '../../tests/emulator/data/people.ts'
import { type Client, stepNames } from './client.ts'
import type { Cell, Cells } from './steps.ts'

export type Row = { client: Client; person: PersonId; cells: Cells }

export const page = 'docs/clients.md'

/** Formats one client's results for the terminal. */
export function inLines({ client, person, cells }: Row): string {
  const lines = stepNames.map((step) => `  ${step.padEnd(15)} ${inWords(cells[step])}`)
  return [`▸ ${client.name}, ${appOf(person)}`, ...lines].join('\n')
}

/** Writes all results to `docs/clients.md`, with the clients' versions and today's date. */
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

This page shows how well other Spotify clients from the npm registry work with this project's Spotify emulator.
\`npm run clients --prefix upstream\` generated this page on ${day}. Each client signs in twice: to an app in
development mode ("new") and to an older app with extended access ("old").

- _ok_: The client works as expected. If the step is meant to cause an error, the cell also contains the client's error message.
- _fetch_: The client has no function for this Web API call, so the test uses Node's \`fetch\` with the client's access token.
- _not offered_: The client has no function for this step.
- A number in parentheses: The client also fails with Spotify's own servers, for the reason given below the table.
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
