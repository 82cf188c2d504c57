import { expect, test } from 'vitest'
import { compare, evaluate, median, toTable } from '../../../bench/figures.ts'

const goal = { at: 'least', ratio: 1 } as const

test('the median of a set of measurements is the middle value, or the mean of the two middle values', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('the median of the ratios from all rounds determines whether a benchmark goal is met', () => {
  expect(compare([11, 22, 33], [10, 20, 30], goal)).toMatchObject({ verdict: 'met', ratio: 1.1 })
  expect(compare([9, 18, 27], [10, 20, 30], goal)).toMatchObject({ verdict: 'missed', ratio: 0.9 })
})

test('a benchmark is inconclusive if the ratios of its rounds vary widely and fall on both sides of the goal', () => {
  expect(compare([8, 11, 13], [10, 10, 10], goal).verdict).toBe('unsure')
  expect(compare([9.9, 10.1, 10.2], [10, 10, 10], goal).verdict).toBe('met')
})

test('a benchmark figure has no verdict if it has no goal or no values', () => {
  expect(compare([1], [2]).verdict).toBe('')
  expect(compare([Number.NaN], [Number.NaN], goal).verdict).toBe('')
})

test('the benchmark’s Markdown table compares the app with the plain page and with the baseline', () => {
  const figure = { name: 'pages per second', unit: '', app: [11, 12, 13], plain: [20, 20, 20], baseline: [10, 10, 10] }
  const rowWith = (ratio: number) =>
    toTable([evaluate({ ...figure, goals: { baseline: { at: 'least', ratio } } })]).split('\n')[2]
  expect(rowWith(1)).toBe(
    '| pages per second |         20 |       10 |  12 | 0.60 (0.55 to 0.65) | 1.20 (1.10 to 1.30) |',
  )
  expect(rowWith(2)).toContain('| 1.20 (1.10 to 1.30), missed: ≥ 2 |')
})
