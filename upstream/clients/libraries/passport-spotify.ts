import type { Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import express, { type ErrorRequestHandler } from 'express'
import session from 'express-session'
import { Passport } from 'passport'
import { Strategy } from 'passport-spotify'
import type { App, Client } from '../client.ts'
import { Cookies } from '../cookies.ts'
import { agree } from '../person.ts'

const redirectUri = 'http://127.0.0.1/callback'

export const passportSpotify: Client = {
  name: 'passport-spotify',
  // The redirect URI is registered without a port, which Spotify allows for loopback addresses.
  redirectUri,
  usesPkce: true,
  usesSecret: true,
  async signIn(app, person) {
    const server = await listen(app)
    const { port } = server.address() as AddressInfo
    const cookies = new Cookies()
    const start = await fetch(`http://127.0.0.1:${port}/sign-in`, { redirect: 'manual' })
    cookies.keep(start)
    const callback = await agree(person, new URL(start.headers.get('location') ?? ''))
    const answer = await fetch(callback, { headers: cookies.header() })
    server.close()
    if (!answer.ok) throw new Error(await answer.text())
    return answer.json()
  },
}

/** Starts a small app based on the example in the client's README, with `state` and PKCE enabled. */
async function listen({ clientId, clientSecret, scopes }: App): Promise<Server> {
  const passport = new Passport()
  const app = express()
  const server = app.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  const { port } = server.address() as AddressInfo
  const settings = {
    clientID: clientId,
    clientSecret,
    callbackURL: redirectUri.replace('127.0.0.1', `127.0.0.1:${port}`),
  }
  const withPkce = { ...settings, state: true, pkce: true }
  passport.use(
    new Strategy(withPkce, (accessToken, refreshToken, _expiresIn, profile, done) =>
      done(null, { accessToken, refreshToken, profileId: profile.id }),
    ),
  )
  app.use(session({ secret: 'of this test', resave: false, saveUninitialized: false }))
  app.get('/sign-in', passport.authenticate('spotify', { scope: [...scopes] }))
  app.get('/callback', passport.authenticate('spotify', { session: false }), (request, response) => {
    response.json(request.user)
  })
  const explain: ErrorRequestHandler = ({ message, code, oauthError }, _request, response, _next) => {
    response.status(500).send([message, code, oauthError?.data].filter(Boolean).join(': '))
  }
  app.use(explain)
  return server
}
