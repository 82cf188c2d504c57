import { type AccessToken, AuthorizationCode } from 'simple-oauth2'
import type { App, Client } from '../client.ts'
import { forgets } from '../differences.ts'
import { agree } from '../person.ts'

const redirectUri = 'http://127.0.0.1:3000/callback'
const clientFor = ({ clientId, clientSecret }: App) =>
  new AuthorizationCode({
    client: { id: clientId, secret: clientSecret },
    auth: { tokenHost: 'https://accounts.spotify.com', tokenPath: '/api/token', authorizePath: '/authorize' },
  })

const forgetful = forgets(/refresh_token must be supplied/)
let held: AccessToken | undefined

export const simpleOauth2: Client = {
  name: 'simple-oauth2',
  redirectUri,
  usesPkce: false,
  usesSecret: true,
  async signIn(app, person) {
    const client = clientFor(app)
    const scope = [...app.scopes]
    const authorize = client.authorizeURL({ redirect_uri: redirectUri, scope, state: 'a state' })
    const callback = await agree(person, new URL(authorize))
    held = await client.getToken({ code: callback.searchParams.get('code') ?? '', redirect_uri: redirectUri })
    return toTokens(held)
  },
  async refresh() {
    held = await held?.refresh()
    return toTokens(held)
  },
  differs: { development: { 'refresh twice': forgetful }, extended: { 'refresh twice': forgetful } },
}

const toTokens = (held: AccessToken | undefined) => ({
  accessToken: String(held?.token.access_token),
  refreshToken: String(held?.token.refresh_token),
})
