import { Agent, request as send } from 'node:http'
import { stripVTControlCharacters } from 'node:util'
import { expect, test as withBrowser } from './fixtures.ts'
import { setsCookieTwice } from './visitor.ts'

let rows = 0

/** Like `test` in `fixtures.ts`, but without a browser, for requests that no browser would send. */
export const test = withBrowser.extend<{ noUnhandled: undefined }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
  problems: async ({}, use) => use([]),
  noUnhandled: [
    async ({ servers }, use, { title }) => {
      rows = 0
      await use(undefined)
      expect(unhandledLines(servers.app.output()), 'uncaught errors').toEqual([])
      if (rows > 0) console.log(`${rows} rows: ${title}`)
    },
    { auto: true },
  ],
})

/** Checks one row of a table of test cases. If a row does not match, the test still checks the remaining rows before it fails. */
export function row(title: string, actual: unknown, expected: unknown): void {
  rows++
  expect.soft(actual, title.length > 300 ? `${title.slice(0, 300)}…` : title).toEqual(expected)
}

export type Reply = {
  /** The status code, or 0 if the server closed the connection without a response. */
  status: number
  location: string | undefined
  cookies: string[]
  headers: Record<string, string | string[] | undefined>
  body: string
  ms: number
}

export type Question = { method?: string; headers?: Record<string, string>; body?: string }

const agent = new Agent({ keepAlive: true, maxSockets: 32 })

/** Sends one raw request without adding cookies or following redirects. */
export function ask(origin: string, path: string, { method = 'GET', headers = {}, body }: Question = {}) {
  const { hostname, port } = new URL(origin)
  const startedAt = performance.now()
  return new Promise<Reply>((resolve, reject) => {
    const end = (reply: Omit<Reply, 'ms'>) => resolve({ ...reply, ms: performance.now() - startedAt })
    const request = send({ hostname, port, path, method, headers, agent }, async (response) => {
      const { location, 'set-cookie': cookies = [] } = response.headers
      if (setsCookieTwice(cookies)) reject(new Error(`${path} sets a cookie twice`))
      const text = (await response.setEncoding('utf8').toArray()).join('')
      end({ status: response.statusCode ?? 0, location, cookies, headers: response.headers, body: text })
    })
    request.on('error', (error: NodeJS.ErrnoException) => {
      // If a header is too long, the server responds with 431 and closes the connection while the request is still being sent.
      if (!['ECONNRESET', 'EPIPE'].includes(error.code ?? '')) return reject(error)
      end({ status: 0, location: undefined, cookies: [], headers: {}, body: '' })
    })
    request.end(body)
  })
}

/**
 * Returns the unexpected lines in the app's output, such as uncaught errors. Omits blank lines, the usual startup messages, log
 * events and Next's message for an unknown server action.
 */
export function unhandledLines(output: string): string[] {
  const own = /^\s*$|^\{"at":|^\s*(?:▲|✓|- )|^Redirect URI to add/
  // The message that Next 16.4.6 logs for an unknown server action.
  const nextsOwn = /^Error: Failed to find Server Action|failed-to-find-server-action$|^ {4}at ignore-listed frames$/
  const lines = stripVTControlCharacters(output).split('\n')
  // If the output is long, its first line may be cut off.
  return lines.slice(output.length > 900_000 ? 1 : 0).filter((line) => !own.test(line) && !nextsOwn.test(line))
}
