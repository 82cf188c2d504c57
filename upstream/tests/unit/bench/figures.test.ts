import { expect, test } from 'vitest'
import { judge, median, toTable } from '../../../bench/figures.ts'

const figure = { name: 'pages per second', unit: '', goal: { at: 'least', ratio: 1 } } as const

test('the median stands in the middle, or between the two that do', () => {
  expect(median([3, 1, 2])).toBe(2)
  expect(median([4, 1, 2, 3])).toBe(2.5)
})

test('a goal is met or missed by the median of the rounds’ ratios', () => {
  expect(judge({ ...figure, ours: [11, 22, 33], floor: [10, 20, 30] })).toMatchObject({ verdict: 'met', ratio: 1.1 })
  expect(judge({ ...figure, ours: [9, 18, 27], floor: [10, 20, 30] })).toMatchObject({ verdict: 'missed', ratio: 0.9 })
})

test('rounds that fall on both sides of the goal, and far apart, prove nothing', () => {
  expect(judge({ ...figure, ours: [8, 11, 13], floor: [10, 10, 10] }).verdict).toBe('unsure')
  expect(judge({ ...figure, ours: [9.9, 10.1, 10.2], floor: [10, 10, 10] }).verdict).toBe('met')
})

test('what has no goal, or could not be read, is not judged', () => {
  const { goal: _, ...plain } = figure
  expect(judge({ ...plain, ours: [1], floor: [2] }).verdict).toBe('')
  expect(judge({ ...figure, ours: [Number.NaN], floor: [Number.NaN] }).verdict).toBe('')
})

test('the table is Markdown, with the spread beside each ratio', () => {
  const table = toTable([judge({ ...figure, ours: [11, 12, 13], floor: [10, 10, 10] })])
  expect(table.split('\n')[2]).toBe('| pages per second | 10  | 12  | 1.20 (1.10 to 1.30) | ≥ 1 | met |')
})
