import { personOf } from '../../../tests/emulator/data/people.ts'
import type { Emulator } from '../../../tests/emulator/emulator.ts'
import { checkAgainstDescription, hasDescription } from './description.ts'
import { uncovered } from './exceptions.ts'

/**
 * Faults that do not produce a Web API response: broken connections, responses from other servers, and errors from the accounts
 * service.
 */
const otherFaults = new Set([
  ...['cut', 'cut_midway', 'html', 'empty', 'redirect', 'huge', 'drip'],
  ...['refresh_refused', 'code_refused', 'client_refused'],
])

/**
 * Starts checking this emulator's Web API responses against Spotify's description. Returns a function that returns the
 * differences found since it was last called, or an empty list if the description is missing.
 */
export function watchAnswers(emulator: Emulator): () => Promise<string[]> {
  if (!hasDescription) return async () => []
  const { handle } = emulator
  const found: Promise<string[]>[] = []
  emulator.handle = async (request, bindings) => {
    const response = await handle(request, bindings)
    found.push(checkResponse(emulator, response))
    return response
  }
  return async () => uncovered((await Promise.all(found.splice(0))).flat())
}

/**
 * Returns the differences in one response, each prefixed with the user's API variant. Ignores responses that are not from the
 * Web API.
 */
export async function checkResponse(emulator: Emulator, response: Response): Promise<string[]> {
  const traceId = response.headers.get('sp-trace-id')
  const entry = traceId ? emulator.requests().findLast((each) => each.traceId === traceId) : undefined
  if (!entry?.path.startsWith('/v1/') || entry.faults?.some((name) => otherFaults.has(name))) return []
  const { method, path, status, person } = entry
  const lines = checkAgainstDescription({ method, path, status, text: await response.clone().text() })
  const apiVariant = person ? personOf(person).apiVariant : 'nobody'
  return [...new Set(lines)].map((line) => `${apiVariant} ${line}`)
}
