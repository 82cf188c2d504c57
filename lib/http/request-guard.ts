import { type IncomingHttpHeaders, type IncomingMessage, Server, type ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** More parameters than any address of ours has a use for. */
const maxParameters = 100
/** No browser's name is as long. */
const maxAgentLength = 1_000

/** Why a request is not for Next to see, or `null` for any usual one. */
export function refusalOf(target: string, method = 'GET'): { status: 400 | 414; body: string } | null {
  if (!target.startsWith('/')) return { status: 400, body: 'Not an address of this site' }
  if (method === 'TRACE') return { status: 400, body: 'Not a method of this site' }
  return target.split('&').length > maxParameters ? { status: 414, body: 'Too long' } : null
}

/** Next (16.4.6) looks for robots in the name of a browser by the square of its length: a second for 14 kB. */
export function shortenAgent(headers: IncomingHttpHeaders): void {
  const { 'user-agent': agent = '' } = headers
  if (agent.length > maxAgentLength) headers['user-agent'] = agent.slice(0, maxAgentLength)
}

type Guard = {
  /** Of Next's server. Other servers in this process stay as they are. */
  port: number
  takesUpgrades: boolean
}

/**
 * Refuses, in Next's server, what Next (16.4.6) handles badly before any code of ours runs: it takes time by the square of
 * the parameters, a second for 8,000, redirects an address with another site's origin in front to that site, and logs a stack
 * for each TRACE. It has no place to say so; a serverless host, where this does nothing, has limits of its own.
 */
export function guardServer(headers: Record<string, string>, { port, takesUpgrades }: Guard): void {
  const { emit } = Server.prototype
  // Next hands out no reference to its server, so it is recognised by its port.
  Server.prototype.emit = function (this: Server, event: string, ...values: unknown[]) {
    const pass = () => Reflect.apply(emit, this, [event, ...values])
    if (event === 'connection') {
      // Next leaves a connection that asks to become a web socket open for ever (16.4.6). Where nobody listens for one, Node
      // answers the request as any other (RFC 9110, section 7.8).
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
