import { readForm } from './accounts/token-endpoint.ts'
import { bearerOf } from './api/endpoints.ts'
import { isPersonId, type PersonId } from './data/people.ts'
import type { Call } from './faults/faults.ts'
import type { EmulatorState } from './state.ts'

const ownPaths = /^\/($|_emulator\/|pictures\/|open\/|favicon\.ico$)/

/** Whether a path belongs to Spotify rather than to the emulator's own pages, pictures or controls. */
export function isSpotifyCall(path: string): boolean {
  return !ownPaths.test(path)
}

/** Returns a request's path, grant type and user without consuming its body or using up a code or token. */
export async function describeCall(request: Request, state: EmulatorState): Promise<Call> {
  const path = new URL(request.url).pathname
  if (request.method !== 'POST') return { path, ...withPerson(personOfToken(request, state)) }
  const form = await readForm(request.clone())
  const grantType = form.get('grant_type')
  return {
    path,
    ...(grantType === null ? {} : { grantType }),
    ...withPerson(personOfForm(form, state) ?? personOfToken(request, state)),
  }
}

function personOfToken(request: Request, { tokenStore }: EmulatorState): PersonId | null {
  const token = bearerOf(request)
  return token === null ? null : (tokenStore.findAccessToken(token)?.person ?? null)
}

function personOfForm(form: URLSearchParams, { tokenStore }: EmulatorState): PersonId | null {
  const chosen = form.get('person')
  if (isPersonId(chosen)) return chosen
  const holder =
    tokenStore.findCode(form.get('code') ?? '') ?? tokenStore.findRefreshToken(form.get('refresh_token') ?? '')
  return holder?.person ?? null
}

function withPerson(person: PersonId | null): { person?: PersonId } {
  return person === null ? {} : { person }
}

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

type LoggedRequest = {
  /** The time when the request arrived, in milliseconds, according to the emulator's clock. */
  at: number
  method: string
  path: string
  query: Record<string, string>
  grantType?: string
  person?: PersonId
  /** The names of the faults that applied to the request. */
  faults?: string[]
  /** The status code, or 0 if there is no response yet or the connection was closed without one. */
  status: number
  /** The `sp-trace-id` header of the response. */
  traceId?: string
}

const maxEntries = 1000

/** The last 1,000 calls to the accounts service and the Web API, oldest first. */
export class RequestLog {
  #entries: LoggedRequest[] = []

  /**
   * Adds an entry as soon as a request arrives, which keeps the entries in order of arrival. The caller adds the response details
   * later.
   */
  add(entry: LoggedRequest): LoggedRequest {
    this.#entries.push(entry)
    if (this.#entries.length > maxEntries) this.#entries.shift()
    return entry
  }

  list(): LoggedRequest[] {
    return this.#entries.map((entry) => ({ ...entry }))
  }

  clear(): void {
    this.#entries = []
  }
}
