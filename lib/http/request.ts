/** Whether the request is a prefetch by the browser or by the Next.js router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Whether the request is from a crawler. The pattern doesn't match phones like the "CUBOT NOTE 20 PRO". */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person is waiting for the response. Prefetches and crawlers must not start a token refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/** Whether the request is a page navigation. Some clients don't send `Sec-Fetch-Mode`. */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor is reloading the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether the request comes from a different origin, such as another subdomain, according to `Sec-Fetch-Site`. */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether one of this app's pages sent the request, according to the `Origin` or `Sec-Fetch-Site` header. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses a different loopback host than the configured one, such as `localhost` instead of `127.0.0.1`. A sign-in
 * would fail, because Spotify redirects to the configured host, to which the browser doesn't send the other host's cookies.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/** Request headers that the proxy adds, because Next.js (16.4.6) hides the URL and the `Cache-Control` header from pages. */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
