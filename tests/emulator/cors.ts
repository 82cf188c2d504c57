const openPaths = /^\/(?:v1\/|api\/token$)/

/**
 * Whether scripts on any site may call this path, as they may call Spotify's Web API and token endpoint. As with Spotify, they
 * cannot read `Retry-After`.
 */
export function isOpenToScripts(path: string): boolean {
  return openPaths.test(path)
}

export const anyOrigin = { 'access-control-allow-origin': '*' }

/** Responds to the preflight request that a browser sends before a request with a token. */
export function preflight(): Response {
  const headers = {
    ...anyOrigin,
    'access-control-allow-headers': 'Accept, Authorization, Content-Type',
    'access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
    'access-control-max-age': '604800',
  }
  return new Response(null, { status: 204, headers })
}
