import { chmodSync, existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

export type Values = Readonly<Record<string, string>>

const readText = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** What stands in an `.env` file; nothing where there is none. */
export const readValues = (file: string): Values => parseEnv(readText(file)) as Values

/** Only what no reader of `.env` files takes for a mark, a quotation, a comment or another variable. */
export const canStand = (value: string) => /^[\w.~+/=-]*$/.test(value)

/** Puts the values into the file for its owner alone, whole or not at all. */
export function writeValues(file: string, values: Values): void {
  const place = existsSync(file) ? realpathSync(file) : file
  const draft = `${place}.${process.pid}`
  writeFileSync(draft, withValues(readText(file), values), { mode: 0o600, flag: 'wx' })
  // The mode above loses what the umask takes.
  chmodSync(draft, 0o600)
  renameSync(draft, place)
}

/** The same text with these values; every other line stays as it is, and what is new comes last. */
export function withValues(text: string, values: Values): string {
  return Object.entries(values).reduce(withValue, text)
}

function withValue(text: string, [name, value]: [string, string]): string {
  const line = new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(?:"[^"]*"|'[^']*'|[^#\\r\\n]*?)([ \\t]*(?:#.*)?\\r?)$`,
    'gm',
  )
  // The last line of a name is the one that counts.
  const last = [...text.matchAll(line)].at(-1)
  if (!last) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}=${value}\n`
  const [whole, before = '', after = ''] = last
  return text.slice(0, last.index) + before + value + after + text.slice(last.index + whole.length)
}
