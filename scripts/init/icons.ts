import { readFileSync, writeFileSync } from 'node:fs'
import { ImageResponse } from 'next/og.js'
import { createElement, type ReactElement } from 'react'

const background = '#171a26'
const colour = '#ffffff'

/**
 * The icon files, each with its size and the share of its width that the drawing takes up. Operating systems may crop the maskable
 * icon to the central 80%.
 */
const pictures = [
  { file: 'app/apple-icon.png', size: 180, share: 0.75 },
  { file: 'public/icon-192.png', size: 192, share: 1 },
  { file: 'public/icon-512.png', size: 512, share: 1 },
  { file: 'public/icon-maskable-512.png', size: 512, share: 0.7 },
]

/** Writes all icons. Each icon shows the drawing in `svgFile` or, if `svgFile` is empty, the first letter of the app's name. */
export async function writeIcons(name: string, svgFile: string): Promise<void> {
  const letter = firstLetter(name)
  const svg = svgFile ? readFileSync(svgFile, 'utf8') : toSvg(name, letter)
  writeFileSync('app/icon.svg', svg)
  for (const { file, size, share } of pictures) {
    const isFull = share === 1
    const drawing = svgFile ? toPicture(svg, size * share) : toText(letter, size * (isFull ? 0.62 : 0.5))
    writeFileSync(file, await draw(drawing, size, isFull && svgFile !== ''))
  }
}

/** Returns the first Latin letter or digit in the name, or a dot if the name contains neither. */
const firstLetter = (name: string) =>
  name
    .normalize('NFKD')
    .match(/[a-z0-9]/i)?.[0]
    .toUpperCase() ?? '•'

const toSvg = (name: string, letter: string) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <title>${name.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))}</title>
  <rect width="32" height="32" rx="6" fill="${background}"/>
  <text x="16" y="23" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" font-weight="700" fill="${colour}">${letter}</text>
</svg>
`

const toText = (letter: string, fontSize: number) =>
  createElement('span', { style: { color: colour, fontSize } }, letter)

const toPicture = (svg: string, width: number) =>
  createElement('img', {
    src: `data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`,
    width,
    height: width,
  })

async function draw(drawing: ReactElement, size: number, isTransparent: boolean): Promise<Buffer> {
  const style = { display: 'flex', width: '100%', height: '100%', alignItems: 'center', justifyContent: 'center' }
  const page = createElement('div', { style: { ...style, ...(!isTransparent && { background }) } }, drawing)
  const fonts = [{ name: 'Besley', data: readFileSync('app/_fonts/besley-latin-800.woff'), weight: 800 as const }]
  return Buffer.from(await new ImageResponse(page, { width: size, height: size, fonts }).arrayBuffer())
}
