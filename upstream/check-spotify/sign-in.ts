import { once } from 'node:events'
import { createServer } from 'node:http'
import { calculatePKCECodeChallenge, generateRandomCodeVerifier, generateRandomState } from 'oauth4webapi'
import type { Settings } from './settings.ts'
import type { Answer, Spotify } from './spotify.ts'

const timeoutMs = 15 * 60_000

type Attempt = { state: string; verifier: string; authorizeUrl: string }

export type SignInOptions = {
  settings: Settings
  spotify: Spotify
  port: number
  /** The lists of scopes to request, one for each sign-in. */
  signIns: readonly (readonly string[])[]
  /** Tells the operator which URL to open. */
  tell: (address: string) => void
}

/** Leads the operator's browser through all sign-ins and returns Spotify's token response for each one. */
export async function signIn({ settings, spotify, port, signIns, tell }: SignInOptions): Promise<Answer[]> {
  const origin = `http://127.0.0.1:${port}`
  const redirectUri = `${origin}/callback`
  const attempts = await Promise.all(signIns.map((scopes) => begin(settings, redirectUri, scopes)))
  const answers: Answer[] = []
  const server = createServer()
  server.listen(port, '127.0.0.1')
  await once(server, 'listening')
  try {
    return await new Promise((resolve, reject) => {
      const timeout = setTimeout(() => reject(new Error('No callback arrived within 15 minutes.')), timeoutMs)
      server.on('close', () => clearTimeout(timeout))
      server.on('request', async ({ url = '/' }, response) => {
        // Any page that is open in the operator's browser can send a request here, even with an invalid URL such as `//`.
        const { pathname, searchParams } = URL.parse(url, origin) ?? new URL(origin)
        const attempt = attempts[answers.length]
        if (pathname === '/callback' && attempt && searchParams.get('state') === attempt.state) {
          const code = searchParams.get('code')
          if (code === null) reject(new Error(`Spotify sent back: ${wordOf(searchParams.get('error'))}`))
          else answers.push(await exchange(settings, spotify, { code, redirectUri, verifier: attempt.verifier }))
        }
        const next = attempts[answers.length]
        if (next) return void response.writeHead(302, { location: next.authorizeUrl }).end()
        response.end('Done. Continue in the terminal.')
        resolve(answers)
      })
      tell(`${origin}/`)
    })
  } finally {
    server.close()
    server.closeIdleConnections()
  }
}

async function begin(settings: Settings, redirectUri: string, scopes: readonly string[]): Promise<Attempt> {
  const state = generateRandomState()
  const verifier = generateRandomCodeVerifier()
  const query = new URLSearchParams({
    client_id: settings.clientId,
    response_type: 'code',
    redirect_uri: redirectUri,
    state,
    code_challenge: await calculatePKCECodeChallenge(verifier),
    code_challenge_method: 'S256',
    ...(scopes.length > 0 && { scope: scopes.join(' ') }),
  })
  return { state, verifier, authorizeUrl: `${settings.accountsUrl}/authorize?${query}` }
}

type Code = { code: string; redirectUri: string; verifier: string }

function exchange({ clientSecret }: Settings, spotify: Spotify, { code, redirectUri, verifier }: Code) {
  const form = { grant_type: 'authorization_code', code, redirect_uri: redirectUri, code_verifier: verifier }
  return spotify.token(form, clientSecret === undefined ? 'client_id' : 'secret')
}

const wordOf = (error: string | null) => (error && /^[a-z_]{1,40}$/.test(error) ? error : 'something malformed')
