import { chmodSync, existsSync, readFileSync, realpathSync, renameSync, writeFileSync } from 'node:fs'
import { parseEnv } from 'node:util'

export type Values = Readonly<Record<string, string>>

const readText = (file: string) => (existsSync(file) ? readFileSync(file, 'utf8') : '')

/** Returns the values in a `.env` file, or an empty object if the file does not exist. */
export const readValues = (file: string): Values => parseEnv(readText(file)) as Values

/** Whether every tool would read this value from a `.env` file unchanged. */
export const canWrite = (value: string) => /^[\w.~+/=-]*$/.test(value)

/** Writes the values to the file atomically, and makes the file readable only by its owner. */
export function writeValues(file: string, values: Values): void {
  const place = existsSync(file) ? realpathSync(file) : file
  const draft = `${place}.${process.pid}`
  writeFileSync(draft, withValues(readText(file), values), { mode: 0o600, flag: 'wx' })
  // Sets the file mode again, because the umask may have removed some of the permissions set above.
  chmodSync(draft, 0o600)
  renameSync(draft, place)
}

/** Returns the contents of a `.env` file with these values set. Keeps all other lines and adds new variables at the end. */
export function withValues(text: string, values: Values): string {
  return Object.entries(values).reduce(withValue, text)
}

function withValue(text: string, [name, value]: [string, string]): string {
  const line = new RegExp(
    `^([ \\t]*(?:export[ \\t]+)?${name}[ \\t]*=)(?:"[^"]*"|'[^']*'|[^#\\r\\n]*?)([ \\t]*(?:#.*)?\\r?)$`,
    'gm',
  )
  // If a variable is set more than once, the last value takes effect.
  const last = [...text.matchAll(line)].at(-1)
  if (!last) return `${text}${text === '' || text.endsWith('\n') ? '' : '\n'}${name}=${value}\n`
  const [whole, before = '', after = ''] = last
  return text.slice(0, last.index) + before + value + after + text.slice(last.index + whole.length)
}
