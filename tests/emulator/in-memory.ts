import { ConnectionCut } from './waits.ts'

type Handle = (request: Request) => Promise<Response>

/** Handles a request in memory, as if the emulator were listening at `origin`. Requests to origins other than `origin` fail. */
export async function fetchInMemory(request: Request, origin: string, handle: Handle): Promise<Response> {
  request.signal.throwIfAborted()
  const { origin: asked, pathname } = new URL(request.url)
  if (asked !== origin) throw new ConnectionCut()
  const response = await handle(request)
  return isForPrograms(pathname) ? obeyRedirectMode(request, response, origin, handle) : response
}

// `fetchInMemory` follows redirects from the Web API and the token endpoint, but not from the consent page, which redirects to the
// app: only the emulator is in memory.
function isForPrograms(path: string): boolean {
  return path.startsWith('/v1/') || path.startsWith('/api/')
}

function obeyRedirectMode(request: Request, response: Response, origin: string, handle: Handle) {
  const location = response.status >= 300 && response.status < 400 ? response.headers.get('location') : null
  if (location === null || request.redirect === 'manual') return response
  if (request.redirect === 'error') throw new ConnectionCut()
  const { headers, signal } = request
  return fetchInMemory(new Request(new URL(location, request.url), { headers, signal }), origin, handle)
}
