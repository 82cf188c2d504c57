import { maxReturnToLength } from '@/lib/session/return-to'

type SearchParams = Awaited<PageProps<'/playlists'>['searchParams']>

/** The address of a page as it was asked for, to come back to; `/` where it is so long that nothing would lead back. */
export function toReturnPath(pathname: string, searchParams: SearchParams): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(searchParams))
    for (const each of [value ?? []].flat()) query.append(name, each)
  const path = query.size > 0 ? `${pathname}?${query}` : pathname
  return path.length > maxReturnToLength ? '/' : path
}
