import { betterAuth } from 'better-auth'
import type { App, Client } from '../client.ts'
import { Cookies } from '../cookies.ts'
import { agree } from '../person.ts'

const origin = 'http://127.0.0.1:3000'

const authFor = ({ clientId, clientSecret, scopes }: App, withEmail: boolean) =>
  betterAuth({
    baseURL: origin,
    secret: 'a secret of this test, 32 characters or more',
    logger: { disabled: true },
    socialProviders: {
      spotify: {
        clientId,
        clientSecret,
        scope: [...scopes],
        // This better-auth option makes up an email address for each user, because Spotify does not always send one.
        ...(withEmail && { mapProfileToUser: ({ id }) => ({ email: `${id}@people.invalid` }) }),
      },
    },
  })

const wantsEmail = {
  says: /email_not_found/,
  reason:
    'the client requires an email address, which Spotify stopped sending to apps in development mode in February 2026',
}

/** Returns the client, either with its default options or configured to make up an email address for each user. */
function client(name: string, withEmail: boolean): Client {
  const cookies = new Cookies()
  let auth: ReturnType<typeof authFor>
  const ask = async (url: string | URL, body?: object) => {
    const headers = { ...cookies.header(), origin, ...(body && { 'content-type': 'application/json' }) }
    const init = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers }
    const response = await auth.handler(new Request(url, init))
    cookies.keep(response)
    return response
  }
  const tokens = async (path: string) => {
    const response = await ask(`${origin}/api/auth/${path}`, { useAccountCookie: true })
    if (!response.ok) throw new Error(await response.text())
    const { accessToken } = await response.json()
    return { accessToken }
  }
  return {
    name,
    redirectUri: `${origin}/api/auth/callback/spotify`,
    usesPkce: true,
    usesSecret: true,
    async signIn(app, person) {
      auth = authFor(app, withEmail)
      const start = await ask(`${origin}/api/auth/sign-in/social`, { provider: 'spotify', callbackURL: '/' })
      const { url } = await start.json()
      const end = await ask(await agree(person, new URL(url)))
      const location = end.headers.get('location') ?? `status ${end.status}`
      const error = new URL(location, origin).searchParams.get('error')
      if (error) throw new Error(error)
      // better-auth generates its own user IDs, so this test identifies the user by email address.
      const session = await (await ask(`${origin}/api/auth/get-session`)).json()
      return { ...(await tokens('get-access-token')), profileId: session.user.email.split('@')[0] }
    },
    refresh: () => tokens('refresh-token'),
    ...(!withEmail && { differs: { development: { 'sign in': wantsEmail } } }),
    says: { 'bad secret': /invalid_code/, 'used code': /invalid_code/, 'wrong verifier': /invalid_code/ },
  }
}

export const betterAuthSpotify = client('better-auth', false)
export const betterAuthWithEmail = client('better-auth, mapProfileToUser', true)
