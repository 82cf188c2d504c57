/** Whether a request fetches ahead of the visitor: a browser's prefetch, or one of Next's router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** A robot that got hold of a cookie. Phones by the name of CUBOT are none. */
const isRobot = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether somebody waits for the answer. Nothing is renewed or begun for anybody else. */
export const isAwaited = (headers: Headers) => !isPrefetch(headers) && !isRobot(headers)

/** Whether a visitor goes somewhere. No `Sec-Fetch-Mode` at all, as from a plain HTTP client, counts as a visit. */
export const isNavigation = (headers: Headers) =>
  isAwaited(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** What the proxy tells pages of a reload: Next gives them its answer's `cache-control` in the place of the visitor's (16.4.6). */
export const reloadHeader = 'x-reload'

/** Whether the visitor asks for the page anew, by the browser's button (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether another origin led here, one of the same site among them, by the browser's word. */
export const isFromElsewhere = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether a POST comes from a page of ours: by its origin, or by the browser's own word where `Origin` is withheld. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'
