import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  type Colour,
  toBackground,
  toDominantColour,
  toLuminance,
} from '@/app/(signed-in)/playlists/[id]/_components/cover-colour'

const channel = fc.integer({ min: 0, max: 255 })
const colour = fc.tuple(channel, channel, channel)

const css = readFileSync('app/globals.css', 'utf8')

function themeColour(name: string): Colour {
  const hex = css.match(new RegExp(`--color-${name}: #(\\w{6})`))?.[1] ?? ''
  return [0, 2, 4].map((at) => Number.parseInt(hex.slice(at, at + 2), 16)) as unknown as Colour
}

function contrast(one: Colour, other: Colour): number {
  const [less = 0, more = 0] = [toLuminance(one), toLuminance(other)].sort((a, b) => a - b)
  return (more + 0.05) / (less + 0.05)
}

test('every header colour derived from a cover has a contrast of at least 7:1 with light text and at least 3:1 with amber text', () => {
  const [paper, lamp] = [themeColour('paper'), themeColour('lamp')]
  const check = (each: Colour) => {
    const ground = toBackground(each)
    expect(contrast(paper, ground)).toBeGreaterThanOrEqual(7)
    expect(contrast(lamp, ground)).toBeGreaterThanOrEqual(3)
  }
  const ends = [0, 255].flatMap((red) =>
    [0, 255].flatMap((green) => [0, 255].map((blue): [Colour] => [[red, green, blue]])),
  )
  fc.assert(fc.property(colour, check), { numRuns: 20_000, examples: ends })
})

test('a cover colour that is already dark enough is left unchanged', () => {
  fc.assert(
    fc.property(colour, (each) => {
      fc.pre(toLuminance(each) <= 0.08)
      for (const [index, value] of toBackground(each).entries())
        expect(Math.abs(value - (each[index] ?? 0))).toBeLessThanOrEqual(1)
    }),
  )
})

test('darkening a cover colour preserves the relative order of its red, green and blue values', () => {
  fc.assert(
    fc.property(colour, (each) => {
      const [red, green, blue] = toBackground(each)
      if (each[0] >= each[1]) expect(red).toBeGreaterThanOrEqual(green)
      if (each[1] >= each[2]) expect(green).toBeGreaterThanOrEqual(blue)
    }),
  )
})

test('the contrast between black and white is 21:1, as WCAG specifies', () => {
  expect(contrast([0, 0, 0], [255, 255, 255])).toBeCloseTo(21, 5)
})

const pixels = (...runs: [count: number, colour: Colour, alpha?: number][]) =>
  runs.flatMap(([count, each, alpha = 255]) => Array.from({ length: count }, () => [...each, alpha]).flat())

test('a cover’s dominant colour is its most vivid colour, unless that colour covers too small an area', () => {
  const cream: Colour = [239, 230, 207]
  const orange: Colour = [207, 154, 75]
  const black: Colour = [10, 10, 10]
  const red: Colour = [230, 20, 30]
  expect(toDominantColour(pixels([60, cream], [25, orange]))).toEqual(orange)
  expect(toDominantColour(pixels([98, black], [2, red]))).toEqual(black)
})

test('similar shades in a cover are counted as one colour', () => {
  expect(toDominantColour(pixels([3, [100, 40, 40]], [3, [104, 44, 44]], [4, [40, 40, 100]]))).toEqual([102, 42, 42])
})

test('a cover without visible pixels has no dominant colour', () => {
  expect(toDominantColour([])).toBeNull()
  expect(toDominantColour(pixels([9, [200, 0, 0], 0]))).toBeNull()
})

test('every cover with at least one visible pixel has a valid dominant colour', () => {
  const picture = fc.array(fc.tuple(channel, channel, channel, channel), { maxLength: 60 })
  fc.assert(
    fc.property(picture, (all) => {
      const found = toDominantColour(all.flat())
      for (const value of found ?? []) expect(value >= 0 && value <= 255 && Number.isInteger(value)).toBe(true)
      expect(found === null).toBe(all.every((pixel) => pixel[3] < 128))
    }),
  )
})
