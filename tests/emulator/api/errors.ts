export type ApiErrorOptions = { reason?: string; headers?: Record<string, string> }

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

/** The player endpoints respond to a missing scope with a 401 instead of a 403. */
export function missingPermissions(): Response {
  return apiError(401, 'Permissions missing')
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
