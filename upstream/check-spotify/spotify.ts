import { z } from 'zod'
import { parseJson, readText } from '../../lib/spotify/body.ts'
import type { Settings } from './settings.ts'

export type Fields = Record<string, unknown>

/** An answer of Spotify's, whatever it is. `says` may stand in the report: status and Spotify's own words for an error. */
export type Answer = { status: number; says: string; fields: Fields; list: readonly unknown[] }

/** How the client proves itself: by the header, by its id in the form, or by both. */
export type Proof = 'secret' | 'client_id' | 'both'

export type Spotify = ReturnType<typeof createSpotify>

const fields = z.record(z.string(), z.unknown())
const timeoutMs = 15_000
const maxBytes = 5 * 1024 * 1024

/** Bare requests, without what the app does to be right: the questions are about what Spotify does. */
export function createSpotify({ clientId, clientSecret, accountsUrl, apiUrl }: Settings) {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  let isLimited = false
  return {
    /** The token endpoint (RFC 6749, section 3.2). */
    token: (form: Record<string, string>, proof: Proof) =>
      send(`${accountsUrl}/api/token`, {
        method: 'POST',
        headers: proof === 'client_id' ? {} : { authorization: basic },
        body: new URLSearchParams(proof === 'secret' ? form : { ...form, client_id: clientId }),
      }),
    /** The Web API, by a path below `/v1`. After a 429 there is no further call: the quota is the developer's. */
    async api(accessToken: string, path: string, method = 'GET', body?: Fields): Promise<Answer> {
      if (isLimited) return nothing('not asked after a 429')
      const answer = await send(`${apiUrl}/v1${path}`, {
        method,
        headers: { authorization: `Bearer ${accessToken}`, ...(body && { 'content-type': 'application/json' }) },
        ...(body && { body: JSON.stringify(body) }),
      })
      isLimited = answer.status === 429
      return answer
    },
  }
}

const nothing = (says: string): Answer => ({ status: 0, says, fields: {}, list: [] })

async function send(url: string, init: RequestInit): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, redirect: 'manual', signal: AbortSignal.timeout(timeoutMs) })
    return toAnswer(response, await readText(response, maxBytes))
  } catch (error) {
    return nothing(`no answer (${error instanceof Error ? error.name : 'unknown'})`)
  }
}

function toAnswer({ status, headers }: Response, text: string): Answer {
  const body = parseJson(text)
  const parsed = fields.safeParse(body)
  const given = parsed.success ? parsed.data : {}
  const words = status < 400 ? [] : wordsOf(given, text, headers.get('retry-after'))
  return { status, says: [String(status), ...words].join(', '), fields: given, list: Array.isArray(body) ? body : [] }
}

/** Spotify's two forms of an error, or the plain text that some refusals are. */
function wordsOf({ error, error_description }: Fields, text: string, retryAfter: string | null): string[] {
  const { message, reason } = asFields(error)
  const words = typeof error === 'string' ? [error, error_description] : [message, reason]
  const known = words.filter((word) => typeof word === 'string')
  const told = known.length > 0 ? known : [`plain text: ${text}`]
  return [...told, ...(retryAfter === null ? [] : [`Retry-After ${retryAfter}`])].map((word) => word.slice(0, 200))
}

/** The fields of whatever it is; none if it has none. */
export const asFields = (value: unknown): Fields => fields.safeParse(value).data ?? {}

/** The list in a page; nothing where there is none. */
export const itemsOf = ({ items }: Fields): Fields[] => (Array.isArray(items) ? items.map(asFields) : [])

/** Whether a field is there: what it holds is nobody's business. */
function stateOf(from: Fields, name: string): 'absent' | 'null' | 'present' {
  if (!Object.hasOwn(from, name)) return 'absent'
  return from[name] === null ? 'null' : 'present'
}

export const states = (from: Fields, names: readonly string[]) =>
  names.map((name) => `\`${name}\` ${stateOf(from, name)}`).join(', ')

/** What an answer says, and of one that went well which of these fields it has. */
export const told = ({ says, status, fields }: Answer, names: readonly string[]) =>
  status === 200 ? `${says}, ${states(fields, names)}` : says
