type ApiErrorOptions = { reason?: string; headers?: Record<string, string> }

export function apiError(status: number, message: string, { reason, headers = {} }: ApiErrorOptions = {}): Response {
  const error = { status, message, ...(reason === undefined ? {} : { reason }) }
  return Response.json({ error }, { status, headers })
}

/** Since July 2026, all 401 responses have the same message and differ only in the `WWW-Authenticate` header. */
export function refusedToken(
  kind: 'missing_token' | 'invalid_token',
  message = 'Missing/invalid/expired access token',
): Response {
  const headers = { 'www-authenticate': `Bearer realm="spotify", error="${kind}"` }
  return apiError(401, message, { headers })
}

export function notRegistered(): Response {
  const text =
    'The user is not registered for this application. Please check your settings on https://developer.spotify.com/dashboard.'
  return plainText(403, text)
}

export function ownerWithoutPremium(): Response {
  const text =
    'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.'
  return plainText(403, text)
}

export function insufficientScope(): Response {
  return apiError(403, 'Insufficient client scope')
}

export function forbidden(): Response {
  return apiError(403, 'Forbidden')
}

export function notFound(): Response {
  return apiError(404, 'Resource not found')
}

export function plainText(status: number, text: string): Response {
  return new Response(text, { status, headers: { 'content-type': 'text/plain; charset=utf-8' } })
}

export type Page = { limit: number; offset: number }

const furthestOffset = 100_000

/** Returns the requested page, or Spotify's error message if the parameters are invalid. */
export function readPage(query: URLSearchParams, most: number): Page | string {
  const limit = readWhole(query.get('limit') ?? '20')
  if (limit < 1 || limit > most) return 'Invalid limit'
  const offset = readWhole(query.get('offset') ?? '0')
  if (offset < 0 || offset > furthestOffset) return 'Invalid offset'
  return { limit, offset }
}

/** Parses a whole number, or returns -1 for any other text. */
export function readWhole(text: string): number {
  return /^\d{1,15}$/.test(text) ? Number(text) : -1
}

type Paging<T> = Page & {
  href: string
  next: string | null
  previous: string | null
  total: number
  items: T[]
}

/** Returns one page of a list in Spotify's format. Links to the list's other pages keep the query parameters of `address`. */
export function toPaging<T>(address: string, { limit, offset }: Page, total: number, items: T[]): Paging<T> {
  const at = (start: number) => withQuery(address, { offset: start, limit })
  return {
    href: at(offset),
    limit,
    next: offset + limit < total ? at(offset + limit) : null,
    offset,
    previous: offset > 0 ? at(Math.max(0, offset - limit)) : null,
    total,
    items,
  }
}

function withQuery(address: string, values: Record<string, number>): string {
  const url = new URL(address)
  for (const [name, value] of Object.entries(values)) url.searchParams.set(name, String(value))
  return url.href
}
