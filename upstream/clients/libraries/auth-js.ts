import { Auth, type AuthConfig } from '@auth/core'
import Spotify from '@auth/core/providers/spotify'
import type { App, Client, Tokens } from '../client.ts'
import { Cookies } from '../cookies.ts'
import { agree } from '../person.ts'

const origin = 'http://127.0.0.1:3000'

export const authJs: Client = {
  name: 'Auth.js (@auth/core)',
  redirectUri: `${origin}/auth/callback/spotify`,
  usesPkce: true,
  usesSecret: true,
  async signIn(app, person) {
    const kept: { tokens?: Tokens } = {}
    const config = configFor(app, kept)
    const cookies = new Cookies()
    const ask = async (url: string | URL, form?: Record<string, string>) => {
      const init = form ? { method: 'POST', body: new URLSearchParams(form) } : {}
      const response = await Auth(new Request(url, { ...init, headers: cookies.header() }), config)
      cookies.keep(response)
      return response
    }
    const { csrfToken } = await (await ask(`${origin}/auth/csrf`)).json()
    const start = await ask(`${origin}/auth/signin/spotify`, { csrfToken, callbackUrl: origin })
    const end = await ask(await agree(person, new URL(start.headers.get('location') ?? '')))
    const error = new URL(end.headers.get('location') ?? origin).searchParams.get('error')
    if (error || !kept.tokens) throw new Error(error ?? `status ${end.status}`)
    return kept.tokens
  },
  says: { 'bad secret': /Configuration/, 'used code': /Configuration/, 'wrong verifier': /Configuration/ },
}

const configFor = ({ clientId, clientSecret, scopes }: App, kept: { tokens?: Tokens }): AuthConfig => ({
  providers: [
    Spotify({
      clientId,
      clientSecret,
      authorization: `https://accounts.spotify.com/authorize?scope=${encodeURIComponent(scopes.join(' '))}`,
    }),
  ],
  secret: 'a secret of this test',
  trustHost: true,
  basePath: '/auth',
  logger: { error() {}, warn() {}, debug() {} },
  callbacks: {
    jwt({ token, account, profile }) {
      if (account?.access_token)
        kept.tokens = {
          accessToken: account.access_token,
          refreshToken: account.refresh_token,
          profileId: typeof profile?.id === 'string' ? profile.id : undefined,
        }
      return token
    },
  },
})
