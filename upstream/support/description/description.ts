import { existsSync, readFileSync } from 'node:fs'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { parse } from 'yaml'

/**
 * The path of Spotify's OpenAPI 3.0 description of its Web API. The file is not part of this repository. If you have the file,
 * save it at this path.
 */
export const descriptionFile = '../shared/openapi/official-spotify-open-api.yml'
export const hasDescription = existsSync(descriptionFile)

type Named = { $ref?: string; content?: { 'application/json'?: { schema: unknown } } }
type Operation = { responses: Record<string, Named> }
type Document = {
  paths: Record<string, Record<string, Operation>>
  components: { responses: Record<string, Named> }
}

export type Answer = {
  method: string
  /** A path such as `/v1/me`. */
  path: string
  status: number
  text: string
}

type Check = (answer: Answer) => string[]

let known: Check | undefined

/** Returns the differences between a response and the description. Each line looks like `GET /me 200 /id: must be string`. */
export function checkAgainstDescription(answer: Answer): string[] {
  known ??= readDescription()
  return known(answer)
}

function readDescription(): Check {
  const document = withChoiceByType(parse(readFileSync(descriptionFile, 'utf8'))) as Document
  // The document contains custom keywords and a reference to a file that is not public.
  const ajv = new Ajv({
    allErrors: true,
    discriminator: true,
    strict: false,
    validateFormats: false,
    validateSchema: false,
  })
  ajv.addSchema(document, 'spotify')
  const compiled = new Map<string, ValidateFunction>()
  const errorsIn = (pointer: string, body: unknown) => {
    const validate = compiled.get(pointer) ?? ajv.compile({ $ref: `spotify${pointer}` })
    compiled.set(pointer, validate)
    return validate(body) ? [] : (validate.errors ?? [])
  }

  return ({ method, path, status, text }) => {
    const place = findPath(document, path.replace(/^\/v1/, ''))
    const operation = place && document.paths[place]?.[method.toLowerCase()]
    if (!operation) return status === 404 ? [] : [`${method} ${path}: is not named`]
    const name = `${method} ${place} ${status}`
    const named = operation.responses[status]
    const pointer = named
      ? (named.$ref ?? pointerTo('paths', place, method.toLowerCase(), 'responses', String(status)))
      : '#/components/responses/Forbidden'
    const wrong = named ? [] : [`${name}: is not named`]
    const { content } = named?.$ref ? resolve(document, named.$ref) : (named ?? { content: {} })
    if (!content) return text === '' ? wrong : [...wrong, `${name}: must be empty`]
    const body = readJson(text)
    if (body === undefined) return [...wrong, `${name}: must be JSON`]
    return [...wrong, ...errorsIn(`${pointer}/content/application~1json/schema`, body).map(toLine(name, body))]
  }
}

function findPath({ paths }: Document, path: string): string | undefined {
  if (Object.hasOwn(paths, path)) return path
  return Object.keys(paths).find((template) => new RegExp(`^${template.replaceAll(/\{\w+\}/g, '[^/]+')}$`).test(path))
}

const pointerTo = (...steps: string[]) =>
  `#/${steps.map((step) => encodeURIComponent(step.replaceAll('~', '~0').replaceAll('/', '~1'))).join('/')}`

const resolve = ({ components }: Document, ref: string): Named =>
  components.responses[ref.split('/').at(-1) ?? ''] ?? {}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Formats an error as its location and message. Omits list indexes and marks local files. */
const toLine =
  (name: string, body: unknown) =>
  ({ instancePath, message }: ErrorObject): string => {
    let value = body
    const steps = instancePath.split('/').slice(1)
    const words = steps.map((step) => {
      value = isRecord(value) ? value[step] : undefined
      const isLocal = isRecord(value) && String(value.uri).startsWith('spotify:local:')
      return `/${/^\d+$/.test(step) ? '*' : step}${isLocal ? '(local)' : ''}`
    })
    return `${name}${words.length === 0 ? '' : ` ${words.join('')}`}: ${message}`
  }

const isRecord = (value: unknown): value is Record<string, unknown> => typeof value === 'object' && value !== null

/** Selects the schema in each `oneOf` by the value of `type`. For example, `track` selects the schema named `TrackObject`. */
function withChoiceByType(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(withChoiceByType)
  if (!isRecord(node)) return node
  const copy = Object.fromEntries(Object.entries(node).map(([key, value]) => [key, withChoiceByType(value)]))
  if (!Array.isArray(copy.oneOf) || !copy.discriminator) return copy
  const oneOf = copy.oneOf.map(({ $ref }) => {
    const type = /(\w+)Object$/.exec($ref)?.[1]?.toLowerCase()
    return { required: ['type'], properties: { type: { const: type } }, allOf: [{ $ref }] }
  })
  return { ...copy, type: 'object', oneOf }
}
