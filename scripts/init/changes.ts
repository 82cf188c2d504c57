import { cpSync, existsSync, globSync, readFileSync, rmSync, writeFileSync } from 'node:fs'

/** The changes that one choice makes to the files. Paths are relative to the project's root and may contain wildcards. */
export type Change = {
  delete?: readonly string[]
  /** Replacements, grouped by file. Each replacement must match, so a change to the file can't go unnoticed. */
  edit?: Readonly<Record<string, readonly Edit[]>>
  /** A folder whose files are copied into the project and replace existing files there. */
  copy?: string
}

type Edit = readonly [find: string | RegExp, replacement: string]

/** Applies the changes to the current folder. Throws if a path doesn't exist or an edit doesn't match. */
export function applyChange({ delete: deleted = [], edit = {}, copy }: Change): void {
  for (const [file, edits] of Object.entries(edit)) writeFileSync(file, edits.reduce(toEdited(file), read(file)))
  for (const pattern of deleted) {
    const paths = existsSync(pattern) ? [pattern] : globSync(pattern)
    if (paths.length === 0) throw new Error(`${pattern} doesn't exist`)
    for (const path of paths) rmSync(path, { recursive: true })
  }
  if (copy) cpSync(copy, '.', { recursive: true })
}

const toEdited =
  (file: string) =>
  (text: string, [find, replacement]: Edit): string => {
    const isThere = typeof find === 'string' ? text.includes(find) : text.search(find) >= 0
    if (!isThere) throw new Error(`${file} doesn't contain ${find}`)
    return text.replace(find, () => replacement)
  }

export const read = (file: string) => readFileSync(file, 'utf8')

const escapeCode = (code: string) => code.replace(/[$()*+.?[\\\]^{|}]/g, '\\$&')
const comment = '(?:^ *(?://.*|/\\*(?:(?!\\*/)[^])*\\*/)\\n)*'

/** Matches the first line that contains this code, along with any comments above that line. */
export const line = (code: string) => new RegExp(`${comment}^.*${escapeCode(code)}.*\\n`, 'm')

/**
 * Matches the statement that starts with this code and ends with a closing bracket on a line of its own, including any comments
 * above the statement.
 */
export const block = (code: string) =>
  new RegExp(`${comment}^( *)${escapeCode(code)}[^]*?\\n\\1[)\\]}](?:.*[^{\\n])?\\n+`, 'm')
