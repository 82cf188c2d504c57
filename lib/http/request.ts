/** What a request says about itself, as far as it can be believed. */

/** Whether a request fetches ahead of the visitor: a browser's prefetch, or one of Next's router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/** A crawler that got hold of a cookie. Phones named CUBOT are none. */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person waits for the response. Nothing is refreshed or started for anybody else. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/** Whether a person navigates here. No `Sec-Fetch-Mode` at all, as from a plain HTTP client, counts as a navigation. */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor reloads the page with the browser's button (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/** Whether another origin led here, even one of the same site, as the browser says. */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether a POST comes from a page of this site: by its `Origin`, or as the browser says where `Origin` is withheld. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses another loopback name than the configured one: Spotify redirects to that one, where cookies of
 * `localhost` are not sent. Never for a public origin, where `Host` is whatever the proxy in front says.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/** What the proxy tells a page about its request. Next hides both from pages (16.4.6). */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
