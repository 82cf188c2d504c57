import { generateCodeVerifier, generateState, Spotify } from 'arctic'
import type { App, Client } from '../client.ts'
import { agree } from '../person.ts'

const redirectUri = 'http://127.0.0.1:3000/callback'
const clientFor = ({ clientId, clientSecret }: App) => new Spotify(clientId, clientSecret, redirectUri)

export const arctic: Client = {
  name: 'arctic',
  redirectUri,
  usesPkce: true,
  usesSecret: true,
  async signIn(app, person) {
    const spotify = clientFor(app)
    const verifier = generateCodeVerifier()
    const authorize = spotify.createAuthorizationURL(generateState(), verifier, [...app.scopes])
    const callback = await agree(person, authorize)
    const tokens = await spotify.validateAuthorizationCode(callback.searchParams.get('code') ?? '', verifier)
    return { accessToken: tokens.accessToken(), refreshToken: tokens.refreshToken() }
  },
  async refresh(app, { refreshToken = '' }) {
    const tokens = await clientFor(app).refreshAccessToken(refreshToken)
    return {
      accessToken: tokens.accessToken(),
      refreshToken: tokens.hasRefreshToken() ? tokens.refreshToken() : refreshToken,
    }
  },
}
