import { readFileSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { inflateSync } from 'node:zlib'
import { ImageResponse } from 'next/og.js'
import { createElement, type ReactElement } from 'react'
import type { Options } from './options.ts'

const backgrounds = { 'stage-door': '#171a26', plain: '#18181b' }
const colour = '#ffffff'

/**
 * The icon files, each with its size and the share of its width that the drawing takes up. Operating systems may crop the maskable
 * icon to the central 80%.
 */
const pictures = [
  { file: 'public/favicon.ico', size: 32, share: 1 },
  { file: 'app/apple-icon.png', size: 180, share: 0.75 },
  { file: 'public/icon-192.png', size: 192, share: 1 },
  { file: 'public/icon-512.png', size: 512, share: 1 },
  { file: 'public/icon-maskable-512.png', size: 512, share: 0.7 },
]

type IconOptions = Pick<Options, 'name' | 'look'> & { icon: string }

/** Writes all icons. Each icon shows the SVG file `icon` or, if `icon` is empty, the first letter of the app's name. */
export async function writeIcons({ name, look, icon }: IconOptions): Promise<void> {
  const letter = firstLetter(name)
  const svg = icon ? readIcon(icon) : toSvg(name, letter, backgrounds[look])
  const background = (icon && (await ownBackground(svg))) || backgrounds[look]
  writeFileSync('app/icon.svg', svg)
  for (const { file, size, share } of pictures) {
    const isFull = share === 1
    const drawing = icon ? toPicture(svg, size * share) : toText(letter, size * (isFull ? 0.62 : 0.5))
    const png = await draw(drawing, size, isFull && icon ? undefined : background)
    writeFileSync(file, file.endsWith('.ico') ? toIco(png, size) : png)
  }
}

/** Returns what is wrong with the path of an icon, or `null` if the path is empty or leads to an SVG file. */
export function findIconProblem(path: string): string | null {
  try {
    return path === '' || /<svg\b/.test(readIcon(path)) ? null : `${path} is not an SVG file.`
  } catch (error) {
    return `${path} can’t be read: ${(error as Error).message}`
  }
}

const readIcon = (path: string) => readFileSync(path.replace(/^~(?=\/)/, homedir()), 'utf8')

/** Returns the colour at the middle of the picture's top edge, or `undefined` if the picture has no background of its own. */
export async function ownBackground(svg: string): Promise<string | undefined> {
  const corners = [colourAt(svg, 10, 10), colourAt(svg, 90, 10), colourAt(svg, 10, 90), colourAt(svg, 90, 90)]
  return (await Promise.all(corners)).every(Boolean) ? colourAt(svg, 50, 1) : undefined
}

/** Returns the colour at this point of the picture, or `undefined` if the picture isn't opaque there. `x` and `y` are percentages. */
async function colourAt(svg: string, x: number, y: number): Promise<string | undefined> {
  const place = { position: 'absolute', left: -x, top: -y } as const
  const png = await draw(createElement('div', { style: { ...place, display: 'flex' } }, toPicture(svg, 100)), 1)
  const start = png.indexOf('IDAT') + 4
  const data = png.subarray(start, start + png.readUInt32BE(start - 8))
  // The first byte is the filter type, which makes no difference in an image of one pixel.
  const [, red, green, blue, alpha] = inflateSync(data)
  return alpha === 255 ? `rgb(${red}, ${green}, ${blue})` : undefined
}

/** Returns an ICO file that contains a single PNG image: a 6-byte header, a 16-byte entry and the image. */
function toIco(png: Buffer, size: number): Buffer {
  const head = Buffer.alloc(22)
  head.writeUInt16LE(1, 2)
  head.writeUInt16LE(1, 4)
  head.set([size, size], 6)
  head.writeUInt16LE(1, 10)
  head.writeUInt16LE(32, 12)
  head.writeUInt32LE(png.length, 14)
  head.writeUInt32LE(head.length, 18)
  return Buffer.concat([head, png])
}

/** Returns the first Latin letter or digit in the name, or a dot if the name contains neither. */
const firstLetter = (name: string) =>
  name
    .normalize('NFKD')
    .match(/[a-z0-9]/i)?.[0]
    .toUpperCase() ?? '•'

const toSvg = (
  name: string,
  letter: string,
  background: string,
) => `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">
  <title>${name.replace(/[<&]/g, (sign) => (sign === '<' ? '&lt;' : '&amp;'))}</title>
  <rect width="32" height="32" rx="6" fill="${background}"/>
  <text x="16" y="23" text-anchor="middle" font-family="system-ui, sans-serif" font-size="20" fill="${colour}">${letter}</text>
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

async function draw(drawing: ReactElement, size: number, background?: string): Promise<Buffer> {
  const layout = { display: 'flex', width: '100%', height: '100%', alignItems: 'center', justifyContent: 'center' }
  const page = createElement('div', { style: { ...layout, ...(background && { background }) } }, drawing)
  return Buffer.from(await new ImageResponse(page, { width: size, height: size }).arrayBuffer())
}
