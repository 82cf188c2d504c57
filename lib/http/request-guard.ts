import { type IncomingHttpHeaders, type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** No URL of this site needs more. */
const maxParameters = 100
/** Longer than the user agent of any browser. */
const maxAgentLength = 1_000

/** Returns the response to a request that must not reach Next, or `null`. */
export function refusalOf(target: string, method = 'GET'): { status: 400 | 414; body: string } | null {
  if (!target.startsWith('/')) return { status: 400, body: 'Invalid URL' }
  if (method === 'TRACE') return { status: 400, body: 'Method not supported' }
  return target.split('&').length > maxParameters ? { status: 414, body: 'Too many parameters' } : null
}

/** Shortens the user agent: Next (16.4.6) searches it for bots in quadratic time, which takes a second for 14 kB. */
export function shortenAgent(headers: IncomingHttpHeaders): void {
  const { 'user-agent': agent = '' } = headers
  if (agent.length > maxAgentLength) headers['user-agent'] = agent.slice(0, maxAgentLength)
}

/**
 * Refuses requests that Next (16.4.6) handles badly before any of our code runs: it parses parameters in quadratic time (8,000 take
 * a second), redirects a URL that begins with another origin to that origin, and logs a stack trace for each TRACE request. Has no
 * effect on a serverless host, which sets its own limits. Other servers in this process aren't affected: `port` is the port of
 * Next's server.
 */
export function guardServer(headers: Record<string, string>, port: number, takesUpgrades: boolean): void {
  const { emit } = Server.prototype
  // Next doesn't expose its server, so identify it by its port.
  Server.prototype.emit = function (this: Server, event: string, ...values: unknown[]) {
    const pass = () => Reflect.apply(emit, this, [event, ...values])
    if (event === 'connection') {
      // Next (16.4.6) never closes a connection that requests an upgrade. Without a listener, Node handles the request as if it had
      // no `Upgrade` header (RFC 9110, section 7.8).
      const [{ localPort }] = values as [Socket]
      if (localPort === port && !takesUpgrades) this.removeAllListeners('upgrade')
      return pass()
    }
    if (event !== 'request') return pass()
    const [request, response] = values as [IncomingMessage, ServerResponse]
    if (request.socket.localPort !== port) return pass()
    const refusal = refusalOf(request.url ?? '', request.method)
    shortenAgent(request.headers)
    if (!refusal) return pass()
    response
      .writeHead(refusal.status, { ...headers, 'content-type': 'text/plain', connection: 'close' })
      .end(refusal.body)
    return true
  } as typeof emit
}
