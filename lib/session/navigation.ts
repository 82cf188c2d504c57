/**
 * Whether a request fetches ahead of the visitor (`Sec-Purpose`, `Purpose`, `X-Moz`) or says that it is no navigation
 * (`Sec-Fetch-Mode`). None of these headers, as from a plain HTTP client, counts as a visit.
 */
export const isPrefetch = (headers: Headers) =>
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

export const isNavigation = (headers: Headers) =>
  !isPrefetch(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether a POST comes from a page of ours: by its origin, or by the browser's own word where `Origin` is withheld. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'
