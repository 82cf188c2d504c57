import { z } from 'zod'
import { readForm } from '../accounts/token-endpoint.ts'
import { bearerOf } from '../api/endpoints.ts'
import { findPerson, type PersonId, personIds } from '../data/people.ts'
import type { EmulatorState } from '../state.ts'
import { brokenResponses } from './broken-responses.ts'
import { rareErrors } from './rare-errors.ts'
import { type Exchange, spotifyErrors } from './spotify-errors.ts'

/** All faults, in the order in which the panel lists them. */
export const faultKinds = {
  ...spotifyErrors,
  ...rareErrors,
  ...brokenResponses,
}

export type FaultName = keyof typeof faultKinds

export const faultNames = Object.keys(faultKinds) as FaultName[]

/** The calls that each named place covers. Any other place is the beginning of a path. */
const places: Record<string, RegExp> = {
  accounts: /^\/(?:api\/token|authorize)$/,
  token: /^\/api\/token$/,
  authorize: /^\/authorize$/,
  api: /^\/v1\//,
}

const common = {
  where: z
    .string()
    .refine(
      (place) => Object.hasOwn(places, place) || place.startsWith('/'),
      'a place is accounts, token, authorize, api or the start of a path',
    )
    .optional(),
  person: z.enum(personIds).optional(),
  times: z.int().positive().optional(),
}

type SchemaOf<Name extends FaultName> = (typeof faultKinds)[Name] extends {
  parameters: infer Own extends z.ZodRawShape
}
  ? z.ZodObject<typeof common & Own>
  : never

export type FaultInput = { [Name in FaultName]: { name: Name } & z.input<SchemaOf<Name>> }[FaultName]
export type Fault = { [Name in FaultName]: { name: Name } & z.output<SchemaOf<Name>> }[FaultName]

export function parseFault(input: unknown): Fault {
  const { name } = z.looseObject({ name: z.enum(faultNames) }).parse(input)
  return z.strictObject({ name: z.literal(name), ...common, ...faultKinds[name].parameters }).parse(input) as Fault
}

/** Returns the response to a request that these faults apply to. Each fault can pass the request on to the next fault. */
export function answerWith([fault, ...others]: readonly Fault[], exchange: Exchange): Promise<Response> {
  if (fault === undefined) return exchange.pass()
  const pass = () => answerWith(others, exchange)
  // TypeScript can't tell that `fault` has the type that this `answer` expects.
  return Promise.resolve(faultKinds[fault.name].answer(fault as never, { ...exchange, pass }))
}

/** The properties of a request that determine which faults apply. */
export type Call = {
  path: string
  grantType?: string
  person?: PersonId
}

/** Returns a request's path, grant type and user without consuming its body or using up a code or token. */
export async function describeCall(request: Request, { tokenStore }: EmulatorState): Promise<Call> {
  const form = await readForm(request.clone())
  const grantType = form.get('grant_type')
  const holder =
    tokenStore.codes.get(form.get('code') ?? '') ??
    tokenStore.refreshTokens.get(form.get('refresh_token') ?? '') ??
    tokenStore.accessTokens.get(bearerOf(request) ?? '')
  const person = findPerson(form.get('person'))?.id ?? holder?.person
  return { path: new URL(request.url).pathname, ...(grantType && { grantType }), ...(person && { person }) }
}

/** The active faults, oldest first. */
export class ActiveFaults {
  #active: Fault[] = []
  #slow = new AbortController()

  /** Adds a fault, replacing any active fault with the same name, place and user. */
  set(input: FaultInput): void {
    const fault = parseFault(input)
    const isSame = (other: Fault) =>
      other.name === fault.name && placeOf(other) === placeOf(fault) && other.person === fault.person
    this.#active = [...this.#active.filter((other) => !isSame(other)), fault]
  }

  /** Removes all faults, or those with this name. Responses that a `slow` fault is delaying are sent at once. */
  clear(name?: FaultName): void {
    this.#active = this.#active.filter((fault) => name !== undefined && fault.name !== name)
    if (name !== undefined && name !== 'slow') return
    this.#slow.abort()
    this.#slow = new AbortController()
  }

  /** Returns a signal that aborts when `slow` faults are cleared. */
  slowCleared(): AbortSignal {
    return this.#slow.signal
  }

  list(): Fault[] {
    return this.#active.map((fault) => ({ ...fault }))
  }

  /** Returns all matching delays and the first matching fault of any other kind, and counts one use of each. */
  take(call: Call): Fault[] {
    const fitting = this.#active.filter((fault) => fits(fault, call))
    const delays = fitting.filter(({ name }) => name === 'slow')
    const taken = [...delays, ...fitting.filter(({ name }) => name !== 'slow').slice(0, 1)]
    for (const fault of taken) if (fault.times) fault.times -= 1
    this.#active = this.#active.filter(({ times }) => times !== 0)
    return taken
  }
}

const placeOf = (fault: Fault) => fault.where ?? faultKinds[fault.name].where

function fits(fault: Fault, { path, grantType, person }: Call): boolean {
  const place = placeOf(fault)
  const { grantType: only = grantType } = faultKinds[fault.name]
  if (only !== grantType || (fault.person ?? person) !== person) return false
  return places[place]?.test(path) ?? path.startsWith(place)
}
