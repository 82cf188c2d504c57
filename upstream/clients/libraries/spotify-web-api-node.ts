import SpotifyWebApi from 'spotify-web-api-node'
import type { Client, Tokens } from '../client.ts'
import { goneTracks } from '../differences.ts'
import { agree } from '../person.ts'

const redirectUri = 'http://127.0.0.1:3000/callback'
const withToken = ({ accessToken }: Tokens) => new SpotifyWebApi({ accessToken })

export const spotifyWebApiNode: Client = {
  name: 'spotify-web-api-node',
  redirectUri,
  usesPkce: false,
  usesSecret: true,
  async signIn({ clientId, clientSecret, scopes }, person) {
    const api = new SpotifyWebApi({ clientId, clientSecret, redirectUri })
    const callback = await agree(person, new URL(api.createAuthorizeURL([...scopes], 'a state')))
    const { body } = await api.authorizationCodeGrant(callback.searchParams.get('code') ?? '')
    return { accessToken: body.access_token, refreshToken: body.refresh_token }
  },
  profile: async (tokens) => (await withToken(tokens).getMe()).body.id,
  async playlists(tokens) {
    const api = withToken(tokens)
    let count = 0
    for (let more = true; more; ) {
      const { body } = await api.getUserPlaylists({ limit: 5, offset: count })
      count += body.items.length
      more = body.next !== null
    }
    return count
  },
  contents: async (tokens, playlistId) => (await withToken(tokens).getPlaylistTracks(playlistId)).body.items.length,
  async refresh({ clientId, clientSecret }, { refreshToken = '' }) {
    const api = new SpotifyWebApi({ clientId, clientSecret, refreshToken })
    const { body } = await api.refreshAccessToken()
    return { accessToken: body.access_token, refreshToken: body.refresh_token ?? api.getRefreshToken() }
  },
  differs: { development: { contents: goneTracks } },
}
