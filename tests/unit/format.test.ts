import { expect, test } from 'vitest'
import { formatCountdown, formatUpcomingTime, formatWait } from '@/lib/format'

const now = Date.UTC(2026, 10, 24, 22, 30)
const hour = 3_600_000

test('a future time is shown with “today”, “tomorrow” or a date, in the visitor’s time zone', () => {
  expect(formatUpcomingTime(now + hour, now, 'UTC')).toBe('today at 23:30')
  expect(formatUpcomingTime(now + 2 * hour, now, 'UTC')).toBe('tomorrow at 00:30')
  expect(formatUpcomingTime(now + 2 * hour, now, 'America/New_York')).toBe('today at 19:30')
  expect(formatUpcomingTime(now + hour, now, 'Asia/Tokyo')).toBe('today at 08:30')
  expect(formatUpcomingTime(now + 40 * hour, now, 'UTC')).toMatch(/^Thursday,? 26 November 2026 at 14:30$/)
})

test('a countdown below one minute shows only seconds, and a longer one shows minutes and seconds', () => {
  expect([1, 59, 60, 61, 299].map(formatCountdown)).toEqual(['1 second', '59 seconds', '1:00', '1:01', '4:59'])
})

test('a wait time is shown in seconds, minutes or hours, and is never rounded down', () => {
  expect([1, 89, 90, 5_399, 5_400].map(formatWait)).toEqual([
    '1 second',
    '89 seconds',
    '2 minutes',
    '90 minutes',
    '2 hours',
  ])
})
