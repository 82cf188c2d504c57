import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * Serves OpenNext's server function over HTTP: `node lambda.ts FUNCTION`. Converts each request into an API Gateway event
 * (payload format 2.0) and, like an AWS Lambda instance, handles one request at a time.
 */

type Result = {
  statusCode: number
  headers?: Record<string, string>
  cookies?: string[]
  body?: string
  isBase64Encoded?: boolean
}

const [, , path = ''] = process.argv
const { handler }: { handler: (event: unknown, context: unknown) => Promise<Result> } = await import(path)

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = 'GET', headers } = request
  const [rawPath = '/', rawQueryString = ''] = (request.url ?? '/').split(/\?(.*)/s)
  const event = {
    version: '2.0',
    routeKey: '$default',
    rawPath,
    rawQueryString,
    cookies: headers.cookie?.split('; '),
    headers,
    requestContext: { http: { method, path: rawPath, protocol: 'HTTP/1.1', sourceIp: '127.0.0.1' } },
    body: Buffer.concat(await request.toArray()).toString('base64'),
    isBase64Encoded: true,
  }
  const result = await handler(event, { awsRequestId: '1', getRemainingTimeInMillis: () => 30_000 })
  response.setHeaders(new Map(Object.entries(result.headers ?? {})))
  if (result.cookies?.length) response.setHeader('set-cookie', result.cookies)
  response.writeHead(result.statusCode).end(Buffer.from(result.body ?? '', result.isBase64Encoded ? 'base64' : 'utf8'))
}

let last = Promise.resolve()
createServer((request, response) => {
  last = last.then(() =>
    answer(request, response).catch((error) => {
      console.error(error)
      response.writeHead(502).end()
    }),
  )
}).listen(Number(process.env.PORT), '127.0.0.1')
