import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import routing, { type ResolveRoutesParams, type ResolveRoutesResult } from '@next/routing'

/**
 * A small serverless host: `node router.ts OUTPUT FUNCTIONS`. Routes requests as Next.js's own router does, and runs each function in
 * two processes, which it starts when they are first needed. Like OpenNext, it puts the proxy's cookies after the function's cookies.
 */

type Instance = { child: ChildProcess; port: number; startMs: Promise<number> }

const { PORT, ...environment } = process.env
const [, , output = '', functions = ''] = process.argv
const { resolveRoutes, responseToMiddlewareResult } = routing
const { buildId, routing: routes, pathnames } = JSON.parse(readFileSync(join(output, 'routing.json'), 'utf8'))

const instances = new Map<string, Promise<Instance>>()
const children = new Set<ChildProcess>()
process.once('exit', () => {
  for (const child of children) child.kill('SIGKILL')
})
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit())

/** Returns a random instance of this function. */
function instanceOf(name: string): Promise<Instance> {
  const key = `${name}#${Math.floor(Math.random() * 2)}`
  const instance = instances.get(key) ?? startInstance(name)
  instances.set(key, instance)
  return instance
}

async function startInstance(name: string): Promise<Instance> {
  const folder = join(functions, `${name}.func`)
  const { handler } = JSON.parse(readFileSync(join(output, 'functions', `${name}.func`, '.vc-config.json'), 'utf8'))
  const runner = fileURLToPath(new URL('function.ts', import.meta.url))
  const child = spawn(process.execPath, [runner, join(folder, handler)], {
    cwd: folder,
    env: environment,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
  })
  children.add(child)
  const [port] = await once(child, 'message')
  return { child, port, startMs: once(child, 'message').then(([ms]) => ms) }
}

/** Sends a request to an instance of this function and returns its response as soon as the headers have arrived. */
async function invoke(
  name: string,
  url: URL,
  method: string,
  headers: Headers,
  body: Buffer,
): Promise<IncomingMessage> {
  const instance = await instanceOf(name)
  // The router has already read the whole body, so the body is not sent in chunks.
  headers.delete('transfer-encoding')
  const request = send({
    port: instance.port,
    host: '127.0.0.1',
    path: url.pathname + url.search,
    method,
    headers: Object.fromEntries(headers),
  }).end(body)
  const [response] = (await once(request, 'response')) as [IncomingMessage]
  return response
}

function toHeaders({ rawHeaders }: IncomingMessage): Headers {
  const headers = new Headers()
  for (let index = 0; index < rawHeaders.length; index += 2)
    headers.append(rawHeaders[index] ?? '', rawHeaders[index + 1] ?? '')
  return headers
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET' } = request
  const body = Buffer.concat(await request.toArray())
  const url = new URL(request.url ?? '/', `http://${request.headers.host}`)
  let headers = toHeaders(request)
  let proxy: { answer: IncomingMessage; headers: Headers } | undefined

  const invokeMiddleware: ResolveRoutesParams['invokeMiddleware'] = async () => {
    const answered = await invoke('_middleware', url, method, headers, Buffer.alloc(0))
    proxy = { answer: answered, headers: toHeaders(answered) }
    const status = answered.statusCode ?? 200
    const result = responseToMiddlewareResult(new Response(null, { status, headers: proxy.headers }), headers, url)
    if (result.requestHeaders) headers = result.requestHeaders
    return result
  }
  const requestBody = new Blob([]).stream()
  const route = await resolveRoutes({
    url,
    buildId,
    basePath: '',
    requestBody,
    headers,
    pathnames,
    routes,
    invokeMiddleware,
  })
  if (proxy && (route.middlewareResponded || proxy.headers.has('location')))
    return pass(response, proxy.answer.statusCode, proxy.headers, proxy.answer)

  const sent = new Headers(route.resolvedHeaders)
  const proxyCookies = sent.getSetCookie()
  sent.delete('set-cookie')
  if (route.redirect) {
    sent.set('location', route.redirect.url.href.replace(url.origin, ''))
    return pass(response, route.redirect.status, sent)
  }
  const pathname = route.resolvedPathname?.replace(/\.rsc$/, '')
  const file = join(output, 'static', pathname ?? '/')
  if (existsSync(file) && statSync(file).isFile()) {
    response.writeHead(200, [...sent].flat()).end(readFileSync(file))
    return
  }
  const page = pathname ?? '/_not-found'
  headers.set('x-matched-path', page)
  const target = withTarget(url, route.invocationTarget)
  const answered = await invoke(page === '/' ? 'index' : page.slice(1), target, method, headers, body)
  for (const [name, value] of toHeaders(answered))
    if (name === 'set-cookie') sent.append(name, value)
    else sent.set(name, value)
  for (const cookie of proxyCookies) sent.append('set-cookie', cookie)
  pass(response, pathname ? answered.statusCode : 404, sent, answered)
}

/** Returns the URL to call the function with. The query contains the dynamic route's parameters. */
function withTarget(url: URL, target: ResolveRoutesResult['invocationTarget']): URL {
  if (!target) return url
  const query = new URLSearchParams()
  for (const [name, values] of Object.entries(target.query))
    for (const value of [values].flat()) query.append(name, value)
  return new URL(`${target.pathname}?${query}`, url)
}

function pass(response: ServerResponse, status: number | undefined, headers: Headers, body?: IncomingMessage): void {
  const lines = [...headers].filter(
    ([name]) => !/^(?:x-middleware-|connection$|keep-alive$|transfer-encoding$)/.test(name),
  )
  response.writeHead(status ?? 500, lines.flat())
  if (body) body.pipe(response)
  else response.end()
}

/** Lets the tests freeze and thaw all functions, and read how much CPU time each instance had used after its first response. */
const controls: Record<string, () => unknown> = {
  '/_router/freeze': () => [...children].map((child) => child.kill('SIGSTOP')),
  '/_router/thaw': () => [...children].map((child) => child.kill('SIGCONT')),
  '/_router/starts': async () => {
    const started = [...instances].map(async ([name, instance]) => [name, await (await instance).startMs] as const)
    return Object.fromEntries(await Promise.all(started))
  },
}

createServer(async (request, response) => {
  const control = controls[request.url ?? '']
  if (control) return response.end(JSON.stringify(await control()))
  return answer(request, response).catch((error) => {
    console.error(error)
    response.writeHead(502).end()
  })
}).listen(Number(PORT), '127.0.0.1')
