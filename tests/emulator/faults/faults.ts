import { z } from 'zod'
import { type PersonId, personIds } from '../data/people.ts'
import { pause } from '../state.ts'
import { brokenResponses } from './broken-responses.ts'
import { type Exchange, type FaultPlace, spotifyErrors } from './spotify-errors.ts'

/** All faults, in the order in which the panel lists them. */
export const faultKinds = {
  ...spotifyErrors,
  ...brokenResponses,
}

export type FaultName = keyof typeof faultKinds

export const faultNames = Object.keys(faultKinds).filter(isFaultName)

export function isFaultName(text: string): text is FaultName {
  return Object.hasOwn(faultKinds, text)
}

const placeSchema = z.union([
  z.enum(['accounts', 'token', 'authorize', 'api']),
  z.string().regex(/^\//, 'a place is accounts, token, authorize, api or the start of a path'),
])

const common = {
  where: placeSchema.optional(),
  person: z.enum(personIds).optional(),
  times: z.int().positive().optional(),
}

type SchemaOf<Kind> = Kind extends { parameters: infer Own extends z.ZodRawShape }
  ? z.ZodObject<typeof common & Own>
  : never
type Schemas = { [Name in FaultName]: SchemaOf<(typeof faultKinds)[Name]> }

export type FaultInput = { [Name in FaultName]: { name: Name } & z.input<Schemas[Name]> }[FaultName]
export type Fault = { [Name in FaultName]: { name: Name } & z.output<Schemas[Name]> }[FaultName]

export function parseFault(input: unknown): Fault {
  const { name } = z.looseObject({ name: z.enum(faultNames) }).parse(input)
  const schema = z.strictObject({ name: z.literal(name), ...common, ...faultKinds[name].parameters })
  return schema.parse(input) as Fault
}

/** Returns the response to a request that these faults apply to. */
export async function answerWith(faults: readonly Fault[], exchange: Exchange): Promise<Response> {
  for (const fault of faults) if (fault.name === 'slow') await pause(fault.delayMs, exchange.ended)
  const fault = faults.find(({ name }) => name !== 'slow')
  // TypeScript can't tell that the fault has the type that its own kind's `answer` expects.
  return fault === undefined ? exchange.pass() : faultKinds[fault.name].answer(fault as never, exchange)
}

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
    const fault = parseFault(input)
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
  return fault.where ?? faultKinds[fault.name].description.where
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
