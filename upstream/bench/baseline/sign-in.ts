import { getIronSession } from 'iron-session'
import { cookies } from 'next/headers'

/**
 * The baseline's handwritten sign-in, which uses iron-session. Stores the state and the verifier in a cookie, then redirects to
 * Spotify.
 */

type Attempt = { state?: string; verifier?: string; returnTo?: string }

const password = process.env.SESSION_PASSWORD ?? ''

const random = () => Buffer.from(crypto.getRandomValues(new Uint8Array(32))).toString('base64url')

export async function GET(request: Request) {
  const session = await getIronSession<Attempt>(await cookies(), { password, cookieName: 'attempt', ttl: 600 })
  const [state, verifier] = [random(), random()]
  Object.assign(session, { state, verifier, returnTo: new URL(request.url).searchParams.get('returnTo') ?? '/' })
  await session.save()
  const digest = await crypto.subtle.digest('SHA-256', new TextEncoder().encode(verifier))
  const query = new URLSearchParams({
    response_type: 'code',
    client_id: process.env.SPOTIFY_CLIENT_ID ?? '',
    redirect_uri: `${process.env.APP_URL}/api/auth/callback`,
    scope: 'playlist-read-private playlist-read-collaborative',
    state,
    code_challenge: Buffer.from(digest).toString('base64url'),
    code_challenge_method: 'S256',
  })
  return Response.redirect(`${process.env.SPOTIFY_ACCOUNTS_URL}/authorize?${query}`, 302)
}
