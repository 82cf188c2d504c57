const openPlaces = /^\/(?:v1\/|api\/token$)/

/** Scripts of any site may ask the Web API and the token endpoint, as apps without a server do; `Retry-After` stays hidden. */
export function isOpenToScripts(path: string): boolean {
  return openPlaces.test(path)
}

export const anyOrigin = { 'access-control-allow-origin': '*' }

/** What a browser asks before it sends a token along. */
export function preflight(): Response {
  const headers = {
    ...anyOrigin,
    'access-control-allow-headers': 'Accept, Authorization, Content-Type',
    'access-control-allow-methods': 'GET, POST, OPTIONS, PUT, DELETE, PATCH',
    'access-control-max-age': '604800',
  }
  return new Response(null, { status: 204, headers })
}
