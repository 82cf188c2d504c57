import type { Route } from 'next'

type Query = Record<string, string | number | undefined>

/** In JSON responses, this header contains the Spotify user ID of the visitor whose data is in the response. */
export const viewerHeader = 'x-viewer-id'

/** Returns the path with the given query. Leaves out parameters whose value is `undefined`. */
export function withQuery(path: string, query: Query): Route {
  const parameters = new URLSearchParams()
  for (const [name, value] of Object.entries(query)) if (value !== undefined) parameters.set(name, String(value))
  return (parameters.size > 0 ? `${path}?${parameters}` : path) as Route
}

/** Whether the app's public origin uses HTTPS. */
export const isHttps = (appUrl = '') => appUrl.startsWith('https:')

/** Returns the absolute URL of a path. Pass only the configured origin, because requests can contain a forged `Host` header. */
export const absoluteUrl = (appUrl: string, path: string) => `${appUrl}${path}`

/** Returns the path and query as the address bar shows them, without the `_rsc` parameter that the Next.js router adds. */
export function visiblePath(url: string): string {
  const { pathname, searchParams, search } = new URL(url)
  if (!searchParams.has('_rsc')) return pathname + search
  searchParams.delete('_rsc')
  return searchParams.size > 0 ? `${pathname}?${searchParams}` : pathname
}

/** Decodes a percent-encoded path. Returns `null` if the encoding is invalid. */
export function decodePath(path: string): string | null {
  try {
    return decodeURIComponent(path)
  } catch {
    return null
  }
}
