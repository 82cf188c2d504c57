/** Whether the request is a prefetch by the browser or by the Next.js router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/**
 * Whether the request is from a crawler. A crawler can have a session if it sends a copied cookie. The pattern doesn't match
 * CUBOT phones, such as the "CUBOT NOTE 20 PRO".
 */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person is waiting for the response. Prefetches and crawlers never start a refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/**
 * Whether the request is a page navigation. Requests without `Sec-Fetch-Mode` also count as navigations, because not all clients
 * send this header.
 */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor is reloading the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/**
 * Whether another origin started the request, according to `Sec-Fetch-Site`. Other subdomains of the same site count as other
 * origins.
 */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether a page of this app sent the request, according to its `Origin` or `Sec-Fetch-Site` header. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses a different loopback host than the configured one, like `localhost` instead of `127.0.0.1`. Spotify
 * redirects to the configured host, where the browser doesn't send cookies that were set for the other host. Always `false` for a
 * public origin.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/**
 * Request headers that the proxy adds for pages. These headers contain the requested path and whether the visitor reloaded the
 * page, because Next.js (16.4.6) hides the URL and `Cache-Control` from pages.
 */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
