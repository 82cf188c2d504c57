import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { createRequire } from 'node:module'
import type { AddressInfo } from 'node:net'

/**
 * Runs one of the built functions in its own process: `node function.ts LAUNCHER`. Sends the port to the parent process as soon as
 * the function is loaded, and the CPU time used so far, in milliseconds, after the first response.
 */

type PageFunction = (request: IncomingMessage, response: ServerResponse) => Promise<void>
type ProxyFunction = (request: Request) => Promise<Response>

const [, , launcher = ''] = process.argv
const handler: unknown = createRequire(import.meta.url)(launcher)

/** Vercel calls the proxy with a `Request`, and all other functions with Node.js's own objects. */
async function callProxy(
  { url = '/', method = 'GET', headers }: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const request = new Request(new URL(url, `http://${headers.host}`), {
    method,
    headers: Object.entries(headers).map(([name, value]) => [name, String(value)] as [string, string]),
  })
  const answer = await (handler as ProxyFunction)(request)
  response.writeHead(answer.status, [...answer.headers].flat()).end(Buffer.from(await answer.arrayBuffer()))
}

const call = launcher.includes('_middleware.func') ? callProxy : (handler as PageFunction)
const server = createServer((request, response) => {
  response.once('finish', () => {
    const { user, system } = process.cpuUsage()
    process.send?.((user + system) / 1_000)
  })
  call(request, response).catch((error) => {
    console.error(error)
    response.writeHead(500).end()
  })
})
server.listen(0, '127.0.0.1', () => process.send?.((server.address() as AddressInfo).port))
