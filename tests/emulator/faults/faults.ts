import { z } from 'zod'
import { type PersonId, personIds } from '../data/people.ts'
import { type FaultName, type FaultPlace, faultDescriptions } from './descriptions.ts'

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

const parameters = {
  slow: { delayMs: z.number().nonnegative().default(3000) },
  server_error: {
    status: z.union([z.literal(500), z.literal(502), z.literal(503)]).default(503),
    body: z.enum(['json', 'text']).default('json'),
  },
  rate_limited: { retryAfter: retryAfter.default(5) },
  quota: { retryAfter: retryAfter.default(48_925) },
  unauthorized: { message: z.string().optional() },
  refresh_refused: { description: z.string().default('Refresh token revoked') },
  code_refused: { description: z.string().default('Invalid authorization code') },
  client_refused: { description: z.string().default('Invalid client secret') },
  bad_request: { message: z.string().default('Invalid limit') },
  html: { status: z.int().min(200).max(599).default(200) },
  redirect: { location: z.string().optional() },
  huge: { bytes: z.int().positive().default(50_000_000) },
  drip: { everyMs: z.number().positive().default(1000) },
  callback_error: { error: z.string().default('server_error') },
}

export const faultSchema = z.discriminatedUnion('name', [
  z.strictObject({ name: z.literal('slow'), ...common, ...parameters.slow }),
  z.strictObject({ name: z.literal('server_error'), ...common, ...parameters.server_error }),
  z.strictObject({ name: z.literal('rate_limited'), ...common, ...parameters.rate_limited }),
  z.strictObject({ name: z.literal('quota'), ...common, ...parameters.quota }),
  z.strictObject({ name: z.literal('unauthorized'), ...common, ...parameters.unauthorized }),
  z.strictObject({ name: z.literal('refresh_refused'), ...common, ...parameters.refresh_refused }),
  z.strictObject({ name: z.literal('code_refused'), ...common, ...parameters.code_refused }),
  z.strictObject({ name: z.literal('client_refused'), ...common, ...parameters.client_refused }),
  z.strictObject({ name: z.literal('bad_request'), ...common, ...parameters.bad_request }),
  z.strictObject({ name: z.literal('cut'), ...common }),
  z.strictObject({ name: z.literal('cut_midway'), ...common }),
  z.strictObject({ name: z.literal('html'), ...common, ...parameters.html }),
  z.strictObject({ name: z.literal('empty'), ...common }),
  z.strictObject({ name: z.literal('redirect'), ...common, ...parameters.redirect }),
  z.strictObject({ name: z.literal('huge'), ...common, ...parameters.huge }),
  z.strictObject({ name: z.literal('drip'), ...common, ...parameters.drip }),
  z.strictObject({ name: z.literal('not_registered'), ...common }),
  z.strictObject({ name: z.literal('owner_premium'), ...common }),
  z.strictObject({ name: z.literal('missing_scope'), ...common }),
  z.strictObject({ name: z.literal('forbidden'), ...common }),
  z.strictObject({ name: z.literal('not_found'), ...common }),
  z.strictObject({ name: z.literal('callback_error'), ...common, ...parameters.callback_error }),
])

export type FaultInput = z.input<typeof faultSchema>
export type Fault = z.output<typeof faultSchema>
export type { FaultName }

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
