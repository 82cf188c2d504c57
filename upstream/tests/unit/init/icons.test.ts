import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test, vi } from 'vitest'
import { findIconProblem, ownBackground } from '@/scripts/init/icons'

const toSvg = (drawing: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 64 64">${drawing}</svg>`

test('init accepts the path of an SVG file in the home folder, and explains what is wrong with other files', () => {
  const home = mkdtempSync(join(tmpdir(), 'home-'))
  onTestFinished(() => rmSync(home, { recursive: true }))
  vi.stubEnv('HOME', home)
  onTestFinished(() => void vi.unstubAllEnvs())
  writeFileSync(join(home, 'icon.svg'), toSvg(''))
  writeFileSync(join(home, 'icon.png'), 'PNG')
  mkdirSync(join(home, 'icons'))
  expect(findIconProblem('')).toBeNull()
  expect(findIconProblem(join(home, 'icon.svg'))).toBeNull()
  expect(findIconProblem('~/icon.svg')).toBeNull()
  expect(findIconProblem('~/icon.png')).toBe('~/icon.png is not an SVG file.')
  expect(findIconProblem('~/logo.svg')).toContain('~/logo.svg can’t be read: ENOENT')
  expect(findIconProblem('~/icons')).toContain('~/icons can’t be read: EISDIR')
})

test.each([
  ['a square', '<rect width="64" height="64" fill="#b91c1c"/>', 'rgb(185, 28, 28)'],
  ['a tile with rounded corners', '<rect width="64" height="64" rx="14" fill="#15803d"/>', 'rgb(21, 128, 61)'],
  ['the letter T', '<path d="M0 0h64v16H40v48H24V16H0z"/>', undefined],
  ['a ring', '<circle cx="32" cy="32" r="26" fill="none" stroke="#000" stroke-width="12"/>', undefined],
])('the padding around %s has the colour of the picture’s own background, if any', async (_, drawing, colour) => {
  expect(await ownBackground(toSvg(drawing))).toBe(colour)
})
