import { Hono } from 'hono'
import { between, pick, type Random, seeded } from './data/generate.ts'
import type { EmulatorState } from './state.ts'

type Palette = readonly [string, string, string, string]

const palettes: readonly Palette[] = [
  ['#2f2a26', '#c8843b', '#efe0c6', '#7c8c84'],
  ['#3b4a54', '#d9b48a', '#f2ead9', '#a4503c'],
  ['#5a3f37', '#e2a65a', '#f6ecd8', '#8fa3a0'],
  ['#24343a', '#b9653c', '#e8d9bd', '#d6a84f'],
  ['#463c52', '#d7a07a', '#f1e6da', '#6f8078'],
  ['#39452f', '#cf9a4b', '#efe6cf', '#8d5a45'],
]

/** Draws covers and profile pictures from simple shapes. The same seed always gives the same picture. */
export function pictures({ settings }: EmulatorState): Hono {
  const routes = new Hono()
  routes.get('/pictures/:seed', (c) => {
    const size = Number(c.req.query('size') ?? '640')
    return c.body(draw(c.req.param('seed'), Number.isInteger(size) && size > 0 && size <= 2000 ? size : 640), 200, {
      'content-type': 'image/svg+xml',
      'cache-control': 'public, max-age=86400, immutable',
      'content-security-policy': "default-src 'none'",
      'x-content-type-options': 'nosniff',
      ...(settings.readablePictures && { 'access-control-allow-origin': '*' }),
    })
  })
  return routes
}

function draw(seed: string, size: number): string {
  const random = seeded(`picture:${seed}`)
  const palette = pick(random, palettes)
  const shapes = pick(random, [sun, arches, tiles, hills, beams])(random, palette)
  const ground = `<rect width="60" height="60" fill="${palette[2]}"/>`
  return `<svg xmlns="http://www.w3.org/2000/svg" width="${size}" height="${size}" viewBox="0 0 60 60">${ground}${shapes}</svg>`
}

function sun(random: Random, [dark, warm, , cool]: Palette): string {
  const x = between(random, 18, 42)
  const horizon = between(random, 32, 44)
  return `<circle cx="${x}" cy="${horizon - 6}" r="${between(random, 10, 16)}" fill="${warm}"/>
<rect y="${horizon}" width="60" height="${60 - horizon}" fill="${cool}"/>
<rect y="${horizon + 8}" width="60" height="${52 - horizon}" fill="${dark}"/>`
}

function arches(random: Random, [dark, warm, light, cool]: Palette): string {
  const x = between(random, 20, 40)
  return repeat([dark, warm, light, cool], (colour, index) => {
    return `<circle cx="${x}" cy="60" r="${36 - index * 7}" fill="${colour}"/>`
  })
}

function tiles(random: Random, [dark, warm, , cool]: Palette): string {
  return repeat(Array.from({ length: 9 }), (_, index) => {
    const [x, y] = [(index % 3) * 20, Math.floor(index / 3) * 20]
    const colour = pick(random, [dark, warm, cool])
    const turn = between(random, 0, 3) * 90
    return `<path d="M0 0H20A20 20 0 0 1 0 20Z" fill="${colour}" transform="translate(${x} ${y}) rotate(${turn} 10 10)"/>`
  })
}

function hills(random: Random, [dark, warm, , cool]: Palette): string {
  return repeat([warm, cool, dark], (colour, index) => {
    const top = 22 + index * 11
    const peak = between(random, 10, 50)
    return `<path d="M0 ${top + 8}Q${peak} ${top - between(random, 6, 14)} 60 ${top + 6}V60H0Z" fill="${colour}"/>`
  })
}

function beams(random: Random, [dark, warm, , cool]: Palette): string {
  const turn = between(random, -40, 40)
  const bars = repeat([dark, cool, warm], (colour, index) => {
    return `<rect x="${6 + index * 18}" y="-20" width="${between(random, 5, 14)}" height="100" fill="${colour}"/>`
  })
  return `<g transform="rotate(${turn} 30 30)">${bars}</g>`
}

function repeat<T>(list: readonly T[], draw: (one: T, index: number) => string): string {
  return list.map(draw).join('')
}
