/** Whether the request is a prefetch by the browser or by the Next.js router. */
const isPrefetch = (headers: Headers) =>
  headers.has('next-router-prefetch') ||
  headers.has('next-router-segment-prefetch') ||
  ['sec-purpose', 'purpose', 'x-moz'].some((name) => headers.get(name)?.includes('prefetch'))

/**
 * Whether the request is from a crawler. A crawler's request can have a session, for example if it contains a cookie that was
 * copied from a browser. The pattern doesn't match CUBOT phones, such as the "CUBOT NOTE 20 PRO".
 */
const isCrawler = (headers: Headers) =>
  /bot(?:[-/;)]| \(|$)|crawl|spider|slurp|preview\//i.test(headers.get('user-agent') ?? '')

/** Whether a person is waiting for the response. Prefetches and crawlers must not start a token refresh or a sign-in. */
export const isUserRequest = (headers: Headers) => !isPrefetch(headers) && !isCrawler(headers)

/**
 * Whether the request is a page navigation. Requests without `Sec-Fetch-Mode` also count as navigations, because some clients don't
 * send this header.
 */
export const isNavigation = (headers: Headers) =>
  isUserRequest(headers) && (headers.get('sec-fetch-mode') ?? 'navigate') === 'navigate'

/** Whether the visitor is reloading the page (RFC 9111, section 5.2.1). */
export const isReload = (headers: Headers) => /max-age=0|no-cache/.test(headers.get('cache-control') ?? '')

/**
 * Whether the request comes from a different origin, according to `Sec-Fetch-Site`. A different subdomain of this site counts as a
 * different origin.
 */
export const isFromOtherOrigin = (headers: Headers) =>
  ['cross-site', 'same-site'].includes(headers.get('sec-fetch-site') ?? '')

/** Whether one of this app's pages sent the request, according to the `Origin` or `Sec-Fetch-Site` header. */
export const isSameOrigin = (headers: Headers, appUrl: string) =>
  headers.get('origin') === appUrl || headers.get('sec-fetch-site') === 'same-origin'

const loopbackNames = new Set(['localhost', '127.0.0.1', '[::1]'])

/**
 * Whether the visitor uses a loopback host that differs from the configured one, such as `localhost` instead of `127.0.0.1`. In
 * that case, a sign-in would fail, because Spotify redirects to the configured host, and the browser sends cookies only to the host
 * that set them. Always `false` if the configured host isn't a loopback host.
 */
export function isOtherLoopback(headers: Headers, appUrl: string): boolean {
  const { hostname } = new URL(appUrl)
  const visited = headers.get('host')?.replace(/:\d+$/, '').toLowerCase() ?? ''
  return loopbackNames.has(hostname) && loopbackNames.has(visited) && visited !== hostname
}

/**
 * Request headers that contain the path and whether the request is a reload. The proxy adds these headers, because Next.js (16.4.6)
 * hides the URL from pages, and the `Cache-Control` request header from pages and route handlers.
 */
export const pathHeader = 'x-path'
export const reloadHeader = 'x-reload'
