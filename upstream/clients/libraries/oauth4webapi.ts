import * as oauth from 'oauth4webapi'
import type { Client } from '../client.ts'
import { agree } from '../person.ts'

const redirectUri = 'http://127.0.0.1:3000/callback'
const server: oauth.AuthorizationServer = {
  issuer: 'https://accounts.spotify.com',
  authorization_endpoint: 'https://accounts.spotify.com/authorize',
  token_endpoint: 'https://accounts.spotify.com/api/token',
}

export const oauth4webapi: Client = {
  name: 'oauth4webapi',
  redirectUri,
  usesPkce: true,
  usesSecret: true,
  async signIn({ clientId, clientSecret, scopes }, person) {
    const client = { client_id: clientId }
    const verifier = oauth.generateRandomCodeVerifier()
    const state = oauth.generateRandomState()
    const authorize = new URL('https://accounts.spotify.com/authorize')
    authorize.search = new URLSearchParams({
      client_id: clientId,
      response_type: 'code',
      redirect_uri: redirectUri,
      scope: scopes.join(' '),
      state,
      code_challenge: await oauth.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    }).toString()
    const parameters = oauth.validateAuthResponse(server, client, await agree(person, authorize), state)
    const proof = oauth.ClientSecretBasic(clientSecret)
    const answer = await oauth.authorizationCodeGrantRequest(server, client, proof, parameters, redirectUri, verifier)
    const tokens = await oauth.processAuthorizationCodeResponse(server, client, answer)
    return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token }
  },
  async refresh({ clientId, clientSecret }, { refreshToken = '' }) {
    const client = { client_id: clientId }
    const proof = oauth.ClientSecretBasic(clientSecret)
    const answer = await oauth.refreshTokenGrantRequest(server, client, proof, refreshToken)
    const tokens = await oauth.processRefreshTokenResponse(server, client, answer)
    return { accessToken: tokens.access_token, refreshToken: tokens.refresh_token ?? refreshToken }
  },
}
