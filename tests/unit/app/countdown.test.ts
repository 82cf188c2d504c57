import { expect, test } from 'vitest'
import { lastMilestone } from '@/app/_components/errors/wait'

test('the countdown is announced at the start, when 30 and 10 seconds are left, and at the end', () => {
  const spoken = (seconds: number) => [
    ...new Set(Array.from({ length: seconds + 1 }, (_, gone) => lastMilestone(seconds - gone, seconds))),
  ]
  expect(spoken(120)).toEqual([120, 30, 10, 0])
  expect(spoken(30)).toEqual([30, 10, 0])
  expect(spoken(10)).toEqual([10, 0])
  expect(spoken(3)).toEqual([3, 0])
})
