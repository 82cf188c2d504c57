import { z } from 'zod'
import { type PersonId, personIds } from '../data/people.ts'

const placeSchema = z.union([
  z.enum(['accounts', 'token', 'authorize', 'api']),
  z.string().regex(/^\//, 'a place is accounts, token, authorize, api or the start of a path'),
])

const common = {
  where: placeSchema.optional(),
  person: z.enum(personIds).optional(),
  times: z.int().positive().optional(),
}

const retryAfter = z.union([z.number(), z.string(), z.null()])

const fault = <Name extends string, Parameters extends z.ZodRawShape = Record<never, never>>(
  name: Name,
  parameters?: Parameters,
) => z.strictObject({ name: z.literal(name), ...common, ...(parameters as Parameters) })

export const faultSchema = z.discriminatedUnion('name', [
  fault('slow', { delayMs: z.number().nonnegative().default(3000) }),
  fault('server_error', {
    status: z.union([z.literal(500), z.literal(502), z.literal(503)]).default(503),
    body: z.enum(['json', 'text']).default('json'),
  }),
  fault('rate_limited', { retryAfter: retryAfter.default(5) }),
  fault('quota', { retryAfter: retryAfter.default(48_925) }),
  fault('unauthorized', { message: z.string().optional() }),
  fault('refresh_refused', { description: z.string().default('Refresh token revoked') }),
  fault('code_refused', { description: z.string().default('Invalid authorization code') }),
  fault('client_refused', { description: z.string().default('Invalid client secret') }),
  fault('bad_request', { message: z.string().default('Invalid limit') }),
  fault('cut'),
  fault('cut_midway'),
  fault('html', { status: z.int().min(200).max(599).default(200) }),
  fault('empty'),
  fault('redirect', { location: z.string().optional() }),
  fault('huge', { bytes: z.int().positive().default(50_000_000) }),
  fault('drip', { everyMs: z.number().positive().default(1000) }),
  fault('not_registered'),
  fault('owner_premium'),
  fault('missing_scope'),
  fault('forbidden'),
  fault('not_found'),
  fault('callback_error', { error: z.string().default('server_error') }),
])

export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>

/** The properties of a request that determine which faults apply. */
export type Call = {
  path: string
  grantType?: string
  person?: PersonId
}

/** The active faults, oldest first. */
export class ActiveFaults {
  #active: Fault[] = []

  /** Adds a fault, replacing any active fault with the same name, place and user. */
  set(input: FaultInput): void {
    const fault = faultSchema.parse(input)
    this.#active = [...this.#active.filter((other) => !isSameSwitch(other, fault)), fault]
  }

  clear(name?: FaultName): void {
    this.#active = name === undefined ? [] : this.#active.filter((fault) => fault.name !== name)
  }

  list(): Fault[] {
    return this.#active.map((fault) => ({ ...fault }))
  }

  /** Returns all matching delays and the first matching fault of any other kind, and counts one use of each. */
  take(call: Call): Fault[] {
    const fitting = this.#active.filter((fault) => fits(fault, call))
    const answering = fitting.find((fault) => fault.name !== 'slow')
    const taken = fitting.filter((fault) => fault.name === 'slow' || fault === answering)
    for (const fault of taken) this.#spend(fault)
    return taken
  }

  #spend(fault: Fault): void {
    if (fault.times === undefined) return
    fault.times -= 1
    if (fault.times === 0) this.#active = this.#active.filter((other) => other !== fault)
  }
}

function placeOf(fault: Fault): FaultPlace {
  return fault.where ?? faultDescriptions[fault.name].where
}

function isSameSwitch(one: Fault, other: Fault): boolean {
  return one.name === other.name && placeOf(one) === placeOf(other) && one.person === other.person
}

function fits(fault: Fault, call: Call): boolean {
  if (fault.person !== undefined && fault.person !== call.person) return false
  const grantType = grantTypeOf(fault.name)
  if (grantType !== undefined && call.grantType !== grantType) return false
  return covers(placeOf(fault), call.path)
}

function grantTypeOf(name: FaultName): string | undefined {
  if (name === 'refresh_refused') return 'refresh_token'
  if (name === 'code_refused') return 'authorization_code'
  return undefined
}

function covers(place: FaultPlace, path: string): boolean {
  if (place === 'token') return path === '/api/token'
  if (place === 'authorize') return path === '/authorize'
  if (place === 'accounts') return path === '/api/token' || path === '/authorize'
  if (place === 'api') return path.startsWith('/v1/')
  return path.startsWith(place)
}

export type FaultPlace = 'accounts' | 'token' | 'authorize' | 'api' | (string & {})

type FaultDescription = {
  where: FaultPlace
  title: string
  says: string
  /** The error code that the app shows, or `null` if the fault only slows the page down. */
  code: string | null
  /** Extra parameters that the panel sends when you switch on the fault. */
  panel?: Record<string, string>
  /** How to see the fault's effect if opening another page is not enough. */
  toSee?: string
}

const atNextSignIn = 'To see it, sign in again.'
const afterExpiry = 'To see it, press "Expire access tokens now" below, then open a page.'

/** Where each fault occurs by default, and how the panel describes it. */
export const faultDescriptions = {
  slow: { where: 'api', title: 'Slow', says: 'The API takes three seconds to respond.', code: null },
  server_error: {
    where: 'api',
    title: 'Server error',
    says: 'The API responds with 503.',
    code: 'spotify_unavailable',
  },
  rate_limited: {
    where: 'api',
    title: 'Too many requests',
    says: 'The API responds with 429 and tells the app to wait ten seconds. With the real Web API, the wait can last hours.',
    code: 'rate_limited',
    panel: { retryAfter: '10' },
    toSee: 'If you switch this fault off during the countdown, the page loads automatically when the countdown ends.',
  },
  quota: {
    where: 'api',
    title: 'Quota used up',
    says: 'The API responds with 429 and tells the app to wait a minute. With the real Web API, the wait lasts hours.',
    code: 'quota_exceeded',
    panel: { retryAfter: '60' },
    toSee:
      'The app makes no further calls to the same endpoints until the minute is over, even if you switch this fault off.',
  },
  unauthorized: {
    where: 'api',
    title: 'Token rejected early',
    says: 'The API rejects a valid token with 401, even after a refresh.',
    code: 'spotify_unavailable',
  },
  refresh_refused: {
    where: 'token',
    title: 'Consent ended',
    says: 'The token endpoint rejects every refresh. Signing in still works.',
    code: 'consent_expired',
    toSee: afterExpiry,
  },
  code_refused: {
    where: 'token',
    title: 'Code rejected',
    says: "The token endpoint rejects the sign-in's authorization code.",
    code: 'code_rejected',
    toSee: atNextSignIn,
  },
  client_refused: {
    where: 'token',
    title: 'Wrong client secret',
    says: "The token endpoint rejects the app's client credentials.",
    code: 'client_rejected',
    toSee: `${atNextSignIn} Or press "Expire access tokens now" below, then open a page.`,
  },
  bad_request: {
    where: 'api',
    title: 'Bad request',
    says: 'The API responds with 400, as if the request were invalid.',
    code: 'invalid_request',
  },
  cut: {
    where: 'api',
    title: 'Connection closed',
    says: 'The API closes the connection without a response.',
    code: 'spotify_unavailable',
  },
  cut_midway: {
    where: 'api',
    title: 'Half a response',
    says: 'The API closes the connection in the middle of its response.',
    code: 'spotify_unavailable',
  },
  html: {
    where: 'api',
    title: 'HTML response',
    says: 'The API sends HTML instead of JSON.',
    code: 'spotify_unavailable',
  },
  empty: {
    where: 'api',
    title: 'Empty response',
    says: 'The API responds with 200 and an empty body.',
    code: 'spotify_unavailable',
  },
  redirect: {
    where: 'api',
    title: 'Redirect',
    says: 'The API responds with a redirect.',
    code: 'spotify_unavailable',
  },
  huge: {
    where: 'api',
    title: 'Huge response',
    says: 'The API sends 50 MB.',
    code: 'spotify_unavailable',
  },
  drip: {
    where: 'api',
    title: 'Endless response',
    says: 'The API sends one byte per second and never finishes.',
    code: 'spotify_unavailable',
    toSee: 'The app gives up after eight seconds.',
  },
  not_registered: {
    where: 'api',
    title: 'User not registered',
    says: 'The API treats every user as not registered for the app (403).',
    code: 'not_registered',
  },
  owner_premium: {
    where: 'api',
    title: 'No Premium',
    says: "The app's owner has no Premium subscription (403).",
    code: 'owner_premium',
  },
  missing_scope: {
    where: 'api',
    title: 'Permission missing',
    says: 'The API requires a scope that was not granted (403).',
    code: 'missing_scope',
  },
  forbidden: {
    where: 'api',
    title: 'Forbidden',
    says: 'The API responds with 403 but gives no reason.',
    code: 'forbidden',
  },
  not_found: { where: 'api', title: 'Not found', says: 'The API responds with 404 to everything.', code: 'not_found' },
  callback_error: {
    where: 'authorize',
    title: 'Sign-in error',
    says: 'Spotify skips the consent page and sends the app a callback with an error.',
    code: 'login_failed',
    toSee: atNextSignIn,
  },
} as const satisfies Record<string, FaultDescription>

export type FaultName = keyof typeof faultDescriptions

export const faultNames = Object.keys(faultDescriptions).filter(isFaultName)

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(faultDescriptions, text)
}

export const describeFault = (name: FaultName): FaultDescription => faultDescriptions[name]
