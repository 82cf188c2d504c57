import { expect, test } from 'vitest'
import { toMilestone } from '@/app/_components/errors/waits'

test('a countdown is announced only at the start, at 30 and 10 seconds, and at the end', () => {
  const spoken = (seconds: number) => [
    ...new Set(Array.from({ length: seconds + 1 }, (_, gone) => toMilestone(seconds - gone, seconds))),
  ]
  expect(spoken(120)).toEqual([120, 30, 10, 0])
  expect(spoken(30)).toEqual([30, 10, 0])
  expect(spoken(10)).toEqual([10, 0])
  expect(spoken(3)).toEqual([3, 0])
})
