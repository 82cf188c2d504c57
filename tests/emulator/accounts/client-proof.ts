import type { App } from '../state.ts'

export type ClientProof = { kind: 'secret' } | { kind: 'public' } | { kind: 'refused'; description?: string }

type Credentials = { id: string; secret: string | null }

/**
 * Authenticates the client with the request's Basic authorization header or, if there is no such header, with the form fields (RFC
 * 6749, section 2.3.1).
 */
export function proveClient(authorization: string | null, form: URLSearchParams, app: App): ClientProof {
  const credentials = readBasic(authorization) ?? readForm(form)
  if (credentials === null) return { kind: 'refused' }
  if (credentials.id !== app.clientId) return { kind: 'refused', description: 'Invalid client' }
  if (credentials.secret === null) return { kind: 'public' }
  if (credentials.secret !== app.clientSecret) return { kind: 'refused', description: 'Invalid client secret' }
  return { kind: 'secret' }
}

function readBasic(authorization: string | null): Credentials | null {
  const encoded = authorization?.match(/^Basic +(.*)$/i)?.[1]
  if (encoded === undefined) return null
  const decoded = Buffer.from(encoded, 'base64').toString('utf8')
  const colon = decoded.indexOf(':')
  return { id: decoded.slice(0, Math.max(colon, 0)), secret: decoded.slice(colon + 1) }
}

function readForm(form: URLSearchParams): Credentials | null {
  const id = form.get('client_id')
  return id === null || id === '' ? null : { id, secret: form.get('client_secret') }
}
