type SearchParams = Awaited<PageProps<'/playlists'>['searchParams']>

/** The address of a page as it was asked for, to come back to. */
export function toReturnPath(pathname: string, searchParams: SearchParams): string {
  const query = new URLSearchParams()
  for (const [name, value] of Object.entries(searchParams))
    for (const each of [value ?? []].flat()) query.append(name, each)
  return query.size > 0 ? `${pathname}?${query}` : pathname
}
