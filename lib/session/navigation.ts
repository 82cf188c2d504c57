/** Whether a request fetches ahead of the visitor: a browser's prefetch, or one of Next's router. */
export const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Whether a visitor goes somewhere. No `Sec-Fetch-Mode` at all, as from a plain HTTP client, counts as a visit. */
export const isNavigation = (headers: Headers) =>
  !isPrefetch(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether a POST comes from a page of ours: by its origin, or by the browser's own word where `Origin` is withheld. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'
