/** Which rows of a long list are in the page: as many as one sees, and some more above and below. */

/** What was measured, in whole rows, so that it changes only when a row comes into sight. */
export type Shape = {
  columns: number
  /** From the top of one row to the top of the next, in pixels. */
  pitch: number
  /** The first row in sight, and how many there is room for. */
  firstRow: number
  rowCount: number
}

type Measured = { columns: number; pitch: number; height: number; listTop: number }

/** `listTop` is where the list begins, from the top of what one sees: negative once it is scrolled. */
export const toShape = ({ columns, pitch, height, listTop }: Measured): Shape => ({
  columns,
  pitch,
  firstRow: Math.max(0, Math.floor(-listTop / pitch)),
  rowCount: Math.ceil(height / pitch) + 1,
})

export type Span = { start: number; end: number }

export type Rendered = Span & {
  /** What stands in for the rows before and after, in pixels. */
  before: number
  after: number
}

/** The entries to render of `count`. */
export function toWindow({ columns, pitch, firstRow, rowCount }: Shape, count: number): Rendered {
  const rows = Math.ceil(count / columns)
  // Where the list has become shorter, its end is in sight.
  const first = Math.min(firstRow, Math.max(0, rows - rowCount))
  const startRow = Math.max(0, first - rowCount)
  const endRow = Math.min(rows, first + 2 * rowCount)
  return {
    start: startRow * columns,
    end: Math.min(endRow * columns, count),
    before: startRow * pitch,
    after: (rows - endRow) * pitch,
  }
}

/** The entries to have at hand: those in sight, and as many again below them, which is where one scrolls. */
export const toAhead = ({ columns, firstRow, rowCount }: Shape, count: number): Span => ({
  start: Math.min(firstRow * columns, count),
  end: Math.min((firstRow + 2 * rowCount) * columns, count),
})
