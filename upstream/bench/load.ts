import { Agent, request } from 'node:http'

/** Headers that a browser sends along with its cookies. */
const browserHeaders = {
  accept: 'text/html',
  'accept-encoding': 'gzip',
  'sec-fetch-mode': 'navigate',
  'sec-fetch-dest': 'document',
}

type Answer = {
  status: number
  location: string
  cookies: string[]
  firstByteMs: number
  wholeMs: number
  body: Buffer
}

export type Client = {
  get: (path: string, cookie?: string) => Promise<Answer>
  close: () => void
}

/** Returns an HTTP client with up to `connections` keep-alive connections. */
export function createClient(origin: string, connections: number): Client {
  const agent = new Agent({ keepAlive: true, maxSockets: connections })
  const get = (path: string, cookie = '') =>
    new Promise<Answer>((resolve, reject) => {
      const startedAt = performance.now()
      const headers = { ...browserHeaders, ...(cookie && { cookie }) }
      request(origin + path, { agent, headers }, (response) => {
        const chunks: Buffer[] = []
        let firstByteMs = 0
        response.on('data', (chunk: Buffer) => {
          firstByteMs ||= performance.now() - startedAt
          chunks.push(chunk)
        })
        response.on('error', reject)
        response.on('end', () => {
          const { statusCode: status = 0, headers: answered } = response
          const [location = '', cookies = []] = [answered.location, answered['set-cookie']]
          const wholeMs = performance.now() - startedAt
          resolve({ status, location, cookies, firstByteMs, wholeMs, body: Buffer.concat(chunks) })
        })
      })
        .on('error', reject)
        .end()
    })
  return { get, close: () => agent.destroy() }
}

/** Runs a task `count` times, with up to `connections` runs at a time, and returns how many runs finished per second. */
export async function perSecond(count: number, connections: number, task: (index: number) => Promise<unknown>) {
  let next = 0
  const startedAt = performance.now()
  const lane = async () => {
    for (let index = next++; index < count; index = next++) await task(index)
  }
  await Promise.all(Array.from({ length: connections }, lane))
  return count / ((performance.now() - startedAt) / 1_000)
}
