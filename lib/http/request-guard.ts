import { type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** The maximum number of query parameters. All of this app's URLs have fewer parameters. */
const maxParameters = 100
/** The maximum length of the `User-Agent` header in characters. Browsers send shorter `User-Agent` headers. */
const maxAgentLength = 1_000

/** Returns the error response for a request that must not reach Next.js, or `null` if Next.js can handle the request. */
export function refusalOf(target: string, method = 'GET'): { status: 400 | 414; body: string } | null {
  if (!target.startsWith('/')) return { status: 400, body: 'Invalid URL' }
  if (method === 'TRACE') return { status: 400, body: 'Method not supported' }
  return target.split('&').length > maxParameters ? { status: 414, body: 'Too many parameters' } : null
}

/**
 * Truncates a `User-Agent` header. Next.js (16.4.6) searches this header for bot names in quadratic time, so a 14 kB header takes a
 * second.
 */
export const shortenAgent = (agent: string): string => agent.slice(0, maxAgentLength)

/**
 * Refuses three kinds of requests before they reach Next.js (16.4.6), because code in the proxy or a route handler would run too
 * late. Next.js parses query parameters in quadratic time, so 8,000 parameters take a second. Next.js also redirects each request
 * for an absolute URL to that URL, even if the URL belongs to a different site, and logs a stack trace for each TRACE request. The
 * guard applies only to the Next.js server, which listens on `port`. On a serverless host, the guard has no effect, so `proxy.ts`
 * applies whatever limits it can.
 */
export function guardServer(headers: Record<string, string>, port: number, takesUpgrades: boolean): void {
  const { emit } = Server.prototype
  // Next.js doesn't expose its server, so this code recognizes the server by its port.
  Server.prototype.emit = function (this: Server, event: string, ...values: unknown[]) {
    const pass = () => Reflect.apply(emit, this, [event, ...values])
    if (event === 'connection') {
      // Next.js (16.4.6) never closes a connection after a client has requested a protocol upgrade on it. Without an `upgrade`
      // listener, Node.js handles the request as if it had no `Upgrade` header (RFC 9110, section 7.8).
      const [{ localPort }] = values as [Socket]
      if (localPort === port && !takesUpgrades) this.removeAllListeners('upgrade')
      return pass()
    }
    if (event !== 'request') return pass()
    const [request, response] = values as [IncomingMessage, ServerResponse]
    if (request.socket.localPort !== port) return pass()
    const refusal = refusalOf(request.url ?? '', request.method)
    const { headers: received } = request
    if (received['user-agent']) received['user-agent'] = shortenAgent(received['user-agent'])
    if (!refusal) return pass()
    response
      .writeHead(refusal.status, { ...headers, 'content-type': 'text/plain', connection: 'close' })
      .end(refusal.body)
    return true
  } as typeof emit
}

/**
 * Drops two kinds of log messages from Next.js (16.4.6), because anyone can trigger them any number of times. The first kind warns
 * that a request body exceeds the size limit, and reveals the full URL, including the query. The second kind is a stack trace for a
 * request body that ends early.
 */
export function dropBodyWarnings(): void {
  const { warn, error } = console
  console.warn = (...args) => {
    const [first] = args
    if (typeof first !== 'string' || !first.startsWith('Request body exceeded')) warn(...args)
  }
  console.error = (...args) => {
    if (!isAborted(args[0])) error(...args)
  }
}

/** Whether a value is the error that Node.js creates when a client closes the connection during a request. */
const isAborted = (value: unknown) =>
  value instanceof Error && value.message === 'aborted' && 'code' in value && value.code === 'ECONNRESET'
