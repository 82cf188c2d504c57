import { expect, test } from 'vitest'
import { evaluate, median, toTable } from '../../../bench/figures.ts'

const figure = { name: 'pages per second', unit: '', goal: { at: 'least', ratio: 1 } } as const

test('the median of a set of measurements is the middle value, or the mean of the two middle values', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('the median of the ratios from all rounds determines whether a benchmark goal is met', () => {
  expect(evaluate({ ...figure, ours: [11, 22, 33], baseline: [10, 20, 30] })).toMatchObject({
    verdict: 'met',
    ratio: 1.1,
  })
  expect(evaluate({ ...figure, ours: [9, 18, 27], baseline: [10, 20, 30] })).toMatchObject({
    verdict: 'missed',
    ratio: 0.9,
  })
})

test('a benchmark is inconclusive if the ratios of its rounds vary widely and fall on both sides of the goal', () => {
  expect(evaluate({ ...figure, ours: [8, 11, 13], baseline: [10, 10, 10] }).verdict).toBe('unsure')
  expect(evaluate({ ...figure, ours: [9.9, 10.1, 10.2], baseline: [10, 10, 10] }).verdict).toBe('met')
})

test('a benchmark figure has no verdict if it has no goal or no values', () => {
  const { goal: _, ...plain } = figure
  expect(evaluate({ ...plain, ours: [1], baseline: [2] }).verdict).toBe('')
  expect(evaluate({ ...figure, ours: [Number.NaN], baseline: [Number.NaN] }).verdict).toBe('')
})

test('in the benchmark’s Markdown table, each median ratio is followed by the lowest and highest ratios', () => {
  const table = toTable([evaluate({ ...figure, ours: [11, 12, 13], baseline: [10, 10, 10] })])
  expect(table.split('\n')[2]).toBe('| pages per second | 10  | 12  | 1.20 (1.10 to 1.30) | ≥ 1 | met |')
})
