import { existsSync, globSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { read } from './changes.ts'

type IsGone = (text: string) => boolean

/** Removes from the documents every passage that names a missing file or matches one of these patterns. */
export function tidyDocuments(words: readonly RegExp[]): void {
  const code = globSync('lib/**/*.ts').map(read).join()
  // In `docs/api.md`, the first cell of each table row contains a function's name.
  const namesMissingFunction = (text: string) => {
    const [, name = ''] = text.match(/^`([a-z]\w+)` *$/) ?? []
    return name !== '' && !new RegExp(`(?:function|const) ${name}\\b`).test(code)
  }
  for (const file of ['AGENTS.md', ...globSync('{docs,tests}/**/*.md')]) {
    // This document mentions `npm run init` on purpose.
    if (file === 'docs/upgrade.md') continue
    const isGone = (text: string) =>
      words.some((word) => word.test(text)) ||
      namesMissingFile(text, dirname(file)) ||
      (file === 'docs/api.md' && namesMissingFunction(text))
    writeFileSync(file, tidy(read(file), isGone))
  }
}

/** Removes the sections, code blocks, table rows, list items and sentences for which `isGone` returns true. */
export function tidy(text: string, isGone: IsGone): string {
  const blocks = toBlocks(text)
  return `${withoutEmptySections(withoutSections(blocks, isGone).flatMap((block) => tidyBlock(block, isGone)))
    .join('\n\n')
    .trim()}\n`
}

/** Splits the text at empty lines, except inside code blocks. */
function toBlocks(text: string): string[] {
  const parts = text.split(/(^ *```[\s\S]*?^ *```$)/m)
  return parts
    .flatMap((part) =>
      (part.trimStart().startsWith('```') ? [part] : part.split(/\n{2,}/)).map((block) =>
        block.replace(/^\n+|\s+$/g, ''),
      ),
    )
    .filter(Boolean)
}

const levelOf = (block: string) => block.match(/^(#+) /)?.[1]?.length ?? 0

/** Removes each section whose heading makes `isGone` return true. */
function withoutSections(blocks: string[], isGone: IsGone): string[] {
  let removedLevel = Number.POSITIVE_INFINITY
  return blocks.filter((block) => {
    const level = levelOf(block)
    if (level > 0 && level <= removedLevel) removedLevel = isGone(block) ? level : Number.POSITIVE_INFINITY
    return removedLevel === Number.POSITIVE_INFINITY
  })
}

/** Removes headings and introductory lines that have no content left below them. */
function withoutEmptySections(blocks: string[]): string[] {
  const kept = blocks.filter((block, index) => {
    const [level, next] = [levelOf(block), blocks[index + 1] ?? '# ']
    if (block.endsWith(':')) return levelOf(next) === 0
    return level < 2 || levelOf(next) === 0 || levelOf(next) > level
  })
  return kept.length < blocks.length ? withoutEmptySections(kept) : kept
}

function tidyBlock(block: string, isGone: IsGone): string[] {
  if (levelOf(block) > 0 || block.startsWith('<')) return [block]
  if (block.trimStart().startsWith('```')) return isGone(block) ? [] : [block]
  if (block.startsWith('|')) {
    const [head = '', line = '', ...rows] = block.split('\n')
    const kept = rows.flatMap((row) => tidyRow(row, isGone) ?? [])
    return kept.length > 0 ? [[head, line, ...kept].join('\n')] : []
  }
  if (/^(?:[-*]|\d+\.) /.test(block)) {
    const items = block.split(/\n(?=(?:[-*]|\d+\.) )/).flatMap((item) => tidyText(item, isGone, '  ') ?? [])
    return items.length > 0 ? [items.map((item, index) => item.replace(/^\d+/, `${index + 1}`)).join('\n')] : []
  }
  return [tidyText(block, isGone) ?? []].flat()
}

/** Tidies each cell of a table row. Returns `null` if any cell loses its first sentence. */
function tidyRow(row: string, isGone: IsGone): string | null {
  const cells = row.slice(2, -2).split(' | ')
  const kept = cells.flatMap((cell) => tidySentences(cell, isGone) ?? [])
  return kept.length < cells.length ? null : `| ${kept.join(' | ')} |`
}

function tidyText(text: string, isGone: IsGone, indent = ''): string | null {
  if (!isGone(text)) return text
  const [, marker = '', sentences = ''] = text.match(/^((?:[-*]|\d+\.) )?([\s\S]*)$/) ?? []
  const kept = tidySentences(sentences.replace(/\s*\n\s*/g, ' '), isGone)
  return kept && `${marker}${kept}`.replace(/(.{1,125})(?:\s+|$)/g, `$1\n${indent}`).trim()
}

/**
 * Removes the sentences for which `isGone` returns true. Returns `null` if the first sentence is removed, because the rest usually
 * depends on the first sentence.
 */
function tidySentences(text: string, isGone: IsGone): string | null {
  const [first = '', ...others] = text.split(/(?<=[.!?])\s+(?=[A-Z`[*])/)
  return isGone(first) ? null : [first, ...others.filter((sentence) => !isGone(sentence))].join(' ')
}

/** Whether the text refers, in code formatting or in a link, to a project file that doesn't exist. */
function namesMissingFile(text: string, folder: string): boolean {
  const inCode = [...text.matchAll(/`((?:app|lib|tests|scripts|docs|upstream)\/[\w./()[\]-]*|[a-z-]+\.(?:yaml|md))`/g)]
  const links = [...text.matchAll(/\]\(([^)#:]+\.md)/g)]
  return (
    inCode.some(([, path = '']) => !/\/[A-Z]+(?:[./]|$)/.test(path) && !existsSync(path)) ||
    links.some(([, path = '']) => !existsSync(join(folder, path)))
  )
}
