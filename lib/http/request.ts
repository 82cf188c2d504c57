/** Whether the request is a prefetch by a browser or by Next's router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Whether the request is from a crawler, which may have copied a cookie. "CUBOT" is a phone brand. */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person is waiting for the response. Prefetches and crawlers never start a refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/** Whether the request is a page navigation. Plain HTTP clients send no `Sec-Fetch-Mode` and count as well. */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor is reloading the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether the browser reports that another origin led here, including another origin of the same site. */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/**
 * Whether a POST was sent by a page of this site, according to `Origin`, or to `Sec-Fetch-Site` if the browser sends no `Origin`.
 */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses a different loopback name than the configuration, like `localhost` instead of `127.0.0.1`. Spotify
 * redirects to the configured name, and cookies set under the other one would be missing. Always `false` for a public origin.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/** Headers in which the proxy passes request details to pages. Next (16.4.6) hides the URL and `Cache-Control` from pages. */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
