import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { toAhead, toShape, toWindow } from '@/app/_components/playlists/window'

const anyShape = fc
  .record({
    columns: fc.integer({ min: 1, max: 8 }),
    pitch: fc.integer({ min: 1, max: 600 }),
    height: fc.integer({ min: 1, max: 3_000 }),
    listTop: fc.integer({ min: -2_000_000, max: 2_000 }),
  })
  .map(toShape)
const anyCount = fc.integer({ min: 0, max: 100_000 })

describe('the window of a long list', () => {
  test('at the top: what one sees, and as much again below', () => {
    const shape = toShape({ columns: 4, pitch: 100, height: 500, listTop: 300 })
    expect(shape).toEqual({ columns: 4, pitch: 100, firstRow: 0, rowCount: 6 })
    expect(toWindow(shape, 1_000)).toEqual({ start: 0, end: 48, before: 0, after: 23_800 })
  })

  test('in the middle: as much above as below', () => {
    const shape = toShape({ columns: 4, pitch: 100, height: 500, listTop: -10_050 })
    expect(toWindow(shape, 1_000)).toEqual({ start: 376, end: 448, before: 9_400, after: 13_800 })
    expect(toAhead(shape, 1_000)).toEqual({ start: 400, end: 448 })
  })

  test('a list that has become shorter shows its end', () => {
    const shape = toShape({ columns: 2, pitch: 100, height: 500, listTop: -90_000 })
    expect(toWindow(shape, 5)).toEqual({ start: 0, end: 5, before: 0, after: 0 })
  })

  test('what is rendered and what stands in for the rest are always as high as the whole', () => {
    fc.assert(
      fc.property(anyShape, anyCount, (shape, count) => {
        const { start, end, before, after } = toWindow(shape, count)
        const rows = Math.ceil((end - start) / shape.columns)
        expect(before + after + rows * shape.pitch).toBe(Math.ceil(count / shape.columns) * shape.pitch)
        expect(start % shape.columns).toBe(0)
        expect(end - start).toBeLessThanOrEqual(3 * shape.rowCount * shape.columns)
        expect(end).toBeGreaterThanOrEqual(Math.min(count, start + 1))
      }),
    )
  })

  test('every row in sight is rendered', () => {
    fc.assert(
      fc.property(anyShape, anyCount, (shape, count) => {
        const { start, end } = toWindow(shape, count)
        const seen = toAhead({ ...shape, rowCount: shape.rowCount / 2 }, count)
        if (seen.start < count) expect(start <= seen.start && end >= seen.end).toBe(true)
      }),
    )
  })
})
