import { z } from 'zod'
import { parseJson, readText } from '../../lib/spotify/response.ts'
import type { Settings } from './settings.ts'

export type Fields = Record<string, unknown>

/** A response from Spotify. `says` contains the status and any error message, as they appear in the report. */
export type Answer = { status: number; says: string; fields: Fields; list: readonly unknown[] }

/** How the client authenticates: with the secret in the header, with `client_id` in the form, or with both. */
export type Proof = 'secret' | 'client_id' | 'both'

export type Spotify = ReturnType<typeof createSpotify>

const fields = z.record(z.string(), z.unknown())
const timeoutMs = 15_000
const maxBytes = 5 * 1024 * 1024

/** Sends its own requests instead of using the app's code, because this script tests Spotify, not the app. */
export function createSpotify({ clientId, clientSecret, accountsUrl, apiUrl }: Settings) {
  const basic = `Basic ${Buffer.from(`${clientId}:${clientSecret}`).toString('base64')}`
  let isLimited = false
  return {
    /** Calls the token endpoint (RFC 6749, section 3.2). */
    token: (form: Record<string, string>, proof: Proof) =>
      send(`${accountsUrl}/api/token`, {
        method: 'POST',
        headers: proof === 'client_id' ? {} : { authorization: basic },
        body: new URLSearchParams(proof === 'secret' ? form : { ...form, client_id: clientId }),
      }),
    /** Calls a Web API path under `/v1`. After a 429 response, sends no more requests to the Web API. */
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
    return nothing(`no response (${error instanceof Error ? error.name : 'unknown'})`)
  }
}

function toAnswer({ status, headers }: Response, text: string): Answer {
  const body = parseJson(text)
  const parsed = fields.safeParse(body)
  const given = parsed.success ? parsed.data : {}
  const words = status < 400 ? [] : wordsOf(given, text, headers.get('retry-after'))
  return { status, says: [String(status), ...words].join(', '), fields: given, list: Array.isArray(body) ? body : [] }
}

/** Returns the details of an error response. Spotify sends errors in two JSON formats and as plain text. */
function wordsOf({ error, error_description }: Fields, text: string, retryAfter: string | null): string[] {
  const { message, reason } = asFields(error)
  const words = typeof error === 'string' ? [error, error_description] : [message, reason]
  const known = words.filter((word) => typeof word === 'string')
  const told = known.length > 0 ? known : [`plain text: ${text}`]
  return [...told, ...(retryAfter === null ? [] : [`Retry-After ${retryAfter}`])].map((word) => word.slice(0, 200))
}

/** Returns the value if it is an object, or an empty object otherwise. */
export const asFields = (value: unknown): Fields => fields.safeParse(value).data ?? {}

/** Returns the items on a page of results, or an empty list if there are no items. */
export const itemsOf = ({ items }: Fields): Fields[] => (Array.isArray(items) ? items.map(asFields) : [])

/** Returns whether a field is absent, null or present. Does not return the field's value, which is private. */
function stateOf(from: Fields, name: string): 'absent' | 'null' | 'present' {
  if (!Object.hasOwn(from, name)) return 'absent'
  return from[name] === null ? 'null' : 'present'
}

export const states = (from: Fields, names: readonly string[]) =>
  names.map((name) => `\`${name}\` ${stateOf(from, name)}`).join(', ')

/**
 * Returns the response's status and any error message. For a successful response, also says whether each of the named fields is
 * absent, null or present.
 */
export const told = ({ says, status, fields }: Answer, names: readonly string[]) =>
  status === 200 ? `${says}, ${states(fields, names)}` : says
