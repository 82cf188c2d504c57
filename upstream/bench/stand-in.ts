import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'

/**
 * A minimal stand-in for Spotify that sends prepared responses and requires no credentials. The stand-in runs in a separate
 * process, so its processor time is not attributed to the app. The `PORT` environment variable sets the port. `POST /_control`
 * changes the stand-in's behaviour and resets the request counts, and `GET /_control` returns the counts.
 */

export type Control = {
  /** The Web API's latency in milliseconds. */
  latencyMs: number
  /** The total number of playlists to report. Each response contains 50 playlists. */
  playlistCount: number
  /** Whether refresh tokens are single-use, which means that each refresh returns a new one. */
  rotates: boolean
  /** Rejects access tokens that start with this text, unless the text is empty. */
  refuses: string
}

export type Counts = { tokenRequests: number; apiRequests: number }

const control: Control = { latencyMs: 0, playlistCount: 50, rotates: false, refuses: '' }
const counts: Counts = { tokenRequests: 0, apiRequests: 0 }
const used = new Set<string>()

const idOf = (seed: string) => createHash('sha256').update(seed).digest('hex').slice(0, 22)

function playlistAt(index: number) {
  const id = idOf(`playlist ${index}`)
  const href = `https://api.spotify.com/v1/playlists/${id}`
  const owner = index % 5 === 4 ? 'another-user' : 'viewer'
  const images = [640, 300, 60].map((size) => ({
    height: size,
    width: size,
    url: `https://i.scdn.co/image/${size}${idOf(`picture ${index}`)}`,
  }))
  return {
    collaborative: index % 7 === 6,
    description: index % 2 ? 'Songs for the long way home. Made for nobody in particular.' : '',
    external_urls: { spotify: `https://open.spotify.com/playlist/${id}` },
    href,
    id,
    images,
    name: `Harbour music after the rain, part ${index}`,
    owner: {
      display_name: owner,
      external_urls: { spotify: `https://open.spotify.com/user/${owner}` },
      href: `https://api.spotify.com/v1/users/${owner}`,
      id: owner,
      type: 'user',
      uri: `spotify:user:${owner}`,
    },
    primary_color: null,
    public: index % 3 === 0,
    snapshot_id: idOf(`snapshot ${index}`),
    items: { href: `${href}/items`, total: 10 + index },
    type: 'playlist',
    uri: `spotify:playlist:${id}`,
  }
}

const rows = JSON.stringify(Array.from({ length: 50 }, (_, index) => playlistAt(index)))
const profile = JSON.stringify({
  account_id: idOf('viewer'),
  display_name: 'A Viewer of Benchmarks',
  external_urls: { spotify: 'https://open.spotify.com/user/viewer' },
  href: 'https://api.spotify.com/v1/users/viewer',
  id: 'viewer',
  images: [{ height: 300, width: 300, url: `https://i.scdn.co/image/${idOf('portrait')}` }],
  type: 'user',
  uri: 'spotify:user:viewer',
})

createServer(async (request, response) => {
  const path = request.url?.split('?')[0]
  if (path === '/_control') return takeControl(request, response)
  if (path === '/api/token') return answerToken(request, response)
  counts.apiRequests += 1
  const token = request.headers.authorization?.replace('Bearer ', '') ?? ''
  if (control.latencyMs > 0) await new Promise((resolve) => setTimeout(resolve, control.latencyMs))
  if (control.refuses && token.startsWith(control.refuses)) return send(response, refusal, 401)
  if (path === '/v1/me') return send(response, profile)
  if (path === '/v1/me/playlists')
    return send(response, `{"items":${rows},"limit":50,"offset":0,"total":${control.playlistCount}}`)
  send(response, '{"error":{"status":404,"message":"Not found."}}', 404)
}).listen(Number(process.env.PORT), '127.0.0.1')

const refusal = '{"error":{"status":401,"message":"The access token expired"}}'

function send(response: ServerResponse, body: string, status = 200): void {
  response.writeHead(status, { 'content-type': 'application/json; charset=utf-8' }).end(body)
}

const textOf = async (request: IncomingMessage) => (await request.setEncoding('utf8').toArray()).join('')

async function takeControl(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const text = await textOf(request)
  send(response, JSON.stringify(counts))
  if (text === '') return
  Object.assign(control, JSON.parse(text))
  counts.tokenRequests = 0
  counts.apiRequests = 0
}

async function answerToken(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refreshToken = new URLSearchParams(await textOf(request)).get('refresh_token') ?? ''
  counts.tokenRequests += 1
  if (control.rotates && used.has(refreshToken)) return send(response, '{"error":"invalid_grant"}', 400)
  used.add(refreshToken)
  const next = control.rotates ? { refresh_token: `r${idOf(refreshToken)}` } : {}
  const answer = { access_token: `fresh-${idOf(refreshToken)}`, token_type: 'Bearer', expires_in: 3600, ...next }
  send(response, JSON.stringify(answer))
}
