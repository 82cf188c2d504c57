import { z } from 'zod'
import type { PageParams } from '@/lib/spotify/playlists'

const wholeNumber = (min: number, max: number) =>
  z
    .string()
    .regex(/^\d{1,6}$/)
    .transform(Number)
    .pipe(z.number().min(min).max(max))

const paramsShape = z.object({
  limit: wholeNumber(1, 50).default(50),
  offset: wholeNumber(0, 100_000).default(0),
})

/** Returns `limit` (1 to 50) and `offset` from a query, or the name of the invalid one. */
export function parsePageParams(
  query: URLSearchParams,
): { page: PageParams } | { invalid: 'limit' | 'offset'; message: string } {
  const value = (name: string) => query.get(name) ?? undefined
  const parsed = paramsShape.safeParse({ limit: value('limit'), offset: value('offset') })
  if (parsed.success) return { page: parsed.data }
  return parsed.error.issues[0]?.path[0] === 'offset'
    ? { invalid: 'offset', message: 'offset must be a whole number from 0 to 100000.' }
    : { invalid: 'limit', message: 'limit must be a whole number from 1 to 50.' }
}
