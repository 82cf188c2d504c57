/** Whether a browser or Next's router prefetches. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** Whether a crawler sends the request, perhaps with a copied cookie. CUBOT is a phone. */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person waits for the response. Prefetches and crawlers never start a refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/** Whether a person navigates here. So does a plain HTTP client, which sends no `Sec-Fetch-Mode`. */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor reloads the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether the browser says that another origin led here, even one of the same site. */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether a POST comes from a page of this site: by `Origin`, or by `Sec-Fetch-Site` if the browser withholds `Origin`. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses another loopback name than the configured one, like `localhost` instead of `127.0.0.1`: Spotify redirects
 * to the configured name, where the other one's cookies are missing. Always `false` for a public origin.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/** The proxy passes these to pages, since Next (16.4.6) hides the URL and `Cache-Control` from them. */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
