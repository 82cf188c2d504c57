import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { spanAhead, spanToRender, toMetrics } from '@/app/(signed-in)/playlists/_components/use-list-window'

const anyMetrics = fc
  .record({
    columns: fc.integer({ min: 1, max: 8 }),
    rowHeight: fc.integer({ min: 1, max: 600 }),
    windowHeight: fc.integer({ min: 1, max: 3_000 }),
    listTop: fc.integer({ min: -2_000_000, max: 2_000 }),
  })
  .map(toMetrics)
const anyCount = fc.integer({ min: 0, max: 100_000 })

describe('the window of a long list', () => {
  test('at the top: the visible rows, and as many again below', () => {
    const metrics = toMetrics({ columns: 4, rowHeight: 100, windowHeight: 500, listTop: 300 })
    expect(metrics).toEqual({ columns: 4, rowHeight: 100, firstRow: 0, visibleRows: 6 })
    expect(spanToRender(metrics, 1_000)).toEqual({ start: 0, end: 48, space: { before: 0, after: 23_800 } })
  })

  test('in the middle: the same number above and below', () => {
    const metrics = toMetrics({ columns: 4, rowHeight: 100, windowHeight: 500, listTop: -10_050 })
    expect(spanToRender(metrics, 1_000)).toEqual({ start: 376, end: 448, space: { before: 9_400, after: 13_800 } })
    expect(spanAhead(metrics, 1_000)).toEqual({ start: 400, end: 448 })
  })

  test('a list that got shorter shows its end', () => {
    const metrics = toMetrics({ columns: 2, rowHeight: 100, windowHeight: 500, listTop: -90_000 })
    expect(spanToRender(metrics, 5)).toEqual({ start: 0, end: 5, space: { before: 0, after: 0 } })
  })

  test('the rendered rows and the spacers are always as high as the whole list', () => {
    fc.assert(
      fc.property(anyMetrics, anyCount, (metrics, count) => {
        const { start, end, space } = spanToRender(metrics, count)
        const rows = Math.ceil((end - start) / metrics.columns)
        const { before, after } = space ?? { before: 0, after: 0 }
        expect(before + after + rows * metrics.rowHeight).toBe(Math.ceil(count / metrics.columns) * metrics.rowHeight)
        expect(start % metrics.columns).toBe(0)
        expect(end - start).toBeLessThanOrEqual(3 * metrics.visibleRows * metrics.columns)
        expect(end).toBeGreaterThanOrEqual(Math.min(count, start + 1))
      }),
    )
  })

  test('every visible row is rendered', () => {
    fc.assert(
      fc.property(anyMetrics, anyCount, (metrics, count) => {
        const { start, end } = spanToRender(metrics, count)
        const seen = spanAhead({ ...metrics, visibleRows: metrics.visibleRows / 2 }, count)
        if (seen.start < count) expect(start <= seen.start && end >= seen.end).toBe(true)
      }),
    )
  })
})
