/** Nobody sits before a page for longer. */
export const maxWaitSeconds = 300

/** What a countdown said last, with so much left of so many seconds: it speaks at its start, at 30, at 10 and at its end. */
export function toMilestone(left: number, seconds: number): number {
  if (left === 0) return 0
  return [10, 30].find((milestone) => left <= milestone && milestone < seconds) ?? seconds
}
