const openPaths = /^\/(?:v1\/|api\/token$)/

/**
 * Whether scripts on other sites may call this path. Like Spotify, the emulator lets these scripts call the Web API and the token
 * endpoint, but does not let them read the `Retry-After` header.
 */
export function isOpenToScripts(path: string): boolean {
  return openPaths.test(path)
}

export const anyOrigin = { 'access-control-allow-origin': '*' }

/** Responds to the preflight request that a browser sends before a cross-origin request with a token. */
export function preflight(): Response {
  const headers = {
    ...anyOrigin,
    'access-control-allow-headers': 'Accept, Authorization, Content-Type',
    'access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
    'access-control-max-age': '604800',
  }
  return new Response(null, { status: 204, headers })
}
