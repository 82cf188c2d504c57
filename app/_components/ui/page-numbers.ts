/** The last page whose offset Spotify takes. */
const maxPage = 2_000

/** The page that an address asks for. Anything that is no page is the first one. */
export function parsePage(value: string | string[] | undefined): number {
  if (typeof value !== 'string' || !/^[1-9]\d{0,3}$/.test(value)) return 1
  return Math.min(Number(value), maxPage)
}

export const countPages = (total: number, limit: number) => Math.max(1, Math.ceil(total / limit))

/** The numbers that a pager shows: first, last and those around here, `null` for a gap. */
export function toPageNumbers(page: number, pages: number): (number | null)[] {
  const near = [1, page - 1, page, page + 1, pages].filter((number) => number >= 1 && number <= pages)
  const shown = [...new Set(near)].sort((a, b) => a - b)
  return shown.flatMap((number, index) => (number - (shown[index - 1] ?? 0) > 1 ? [null, number] : [number]))
}
