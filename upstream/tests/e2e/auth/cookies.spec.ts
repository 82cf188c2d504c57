import { createAttempt, toStoredAttempt } from '../../../../lib/session/attempt.ts'
import { defaultScopes } from '../../../../lib/spotify/scopes.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import type { Servers } from '../../../../tests/support/servers.ts'
import { sealContent, sealSession } from '../../../../tests/support/sessions.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'

type Answer = Awaited<ReturnType<Visitor['send']>>
type Flow = {
  title: string
  /** The names of the cookies that the last response sets. `login.ID` stands for any sign-in attempt. */
  names: string[]
  run: (visitor: Visitor, servers: Servers) => Promise<Answer>
}

/** Access tokens with less than a minute left are still valid but due for a refresh. */
const dueSeconds = 50
const switchPath = '/api/auth/login?switch=1'

/** Signs in and out, then restores the old session cookie, as a late response from another process would. */
async function revoked(visitor: Visitor) {
  await visitor.signIn('mira', dueSeconds)
  const old = visitor.cookies.get('session') ?? ''
  await visitor.signOut()
  visitor.cookies.set('session', old)
}

/** Creates a session whose access token has expired, and makes Spotify refuse its refresh token. */
async function refused(visitor: Visitor, { spotify }: Servers) {
  visitor.cookies.set('session', await sealSession(spotify, { expiresAtMs: Date.now() - 1_000 }))
  spotify.faults.set({ name: 'refresh_refused' })
}

function follow(visitor: Visitor, { app }: Servers, location: string | undefined) {
  const { pathname, search } = new URL(location ?? '', app.origin)
  return visitor.send(pathname + search)
}

const switchTo = async (visitor: Visitor) =>
  visitor.send(await visitor.agreeTo((await visitor.send(switchPath)).location ?? '', 'otto'))

const flows: Flow[] = [
  { title: 'a sign-in starts', names: ['login.ID'], run: (visitor) => visitor.send('/api/auth/login') },
  {
    title: 'a sixth sign-in starts',
    names: ['login.ID', 'login.ID'],
    run: async (visitor) => {
      for (let start = 0; start < 5; start++) await visitor.send('/api/auth/login')
      return visitor.send('/api/auth/login')
    },
  },
  {
    title: 'a sign-in finishes',
    names: ['login.ID', 'session'],
    run: async (visitor) => visitor.send(await visitor.agree('mira')),
  },
  {
    title: 'a callback arrives again',
    names: [],
    run: async (visitor) => {
      const callback = await visitor.agree('mira')
      await visitor.send(callback)
      return visitor.send(callback)
    },
  },
  {
    title: 'a visitor declines',
    names: ['login.ID'],
    run: async (visitor) => {
      const state = new URL(await visitor.startSignIn()).searchParams.get('state')
      return visitor.send(`/api/auth/callback?error=access_denied&state=${state}`)
    },
  },
  {
    title: 'an attempt has expired',
    names: [],
    run: async (visitor) => {
      const request = { returnTo: '/', requestedScopes: [...defaultScopes], showDialog: false }
      const attempt = createAttempt(request, Date.now() - 700_000)
      visitor.cookies.set(`login.${attempt.id}`, await sealContent(toStoredAttempt(attempt), 'attempt'))
      return visitor.send(`/api/auth/callback?code=x&state=${attempt.state}`)
    },
  },
  {
    title: 'a visitor switches accounts',
    names: ['consents', 'ended', 'login.ID', 'session'],
    run: async (visitor) => {
      await visitor.signIn('mira')
      return switchTo(visitor)
    },
  },
  {
    title: 'a visitor signs in again while a revoked session’s cookie is present',
    names: ['consents', 'login.ID', 'session'],
    run: async (visitor) => {
      await revoked(visitor)
      return visitor.send(await visitor.agree('mira'))
    },
  },
  {
    title: 'a page refreshes the token',
    names: ['session'],
    run: async (visitor) => {
      await visitor.signIn('mira', dueSeconds)
      return visitor.send('/playlists')
    },
  },
  {
    title: 'a JSON route refreshes the token',
    names: ['session'],
    run: async (visitor) => {
      await visitor.signIn('mira', dueSeconds)
      return visitor.send('/api/me')
    },
  },
  {
    title: 'a JSON route refreshes a token, and the new token is immediately due for a refresh',
    names: ['session'],
    run: async (visitor, servers) => {
      await visitor.signIn('mira', dueSeconds)
      servers.spotify.settings.accessTokenSeconds = dueSeconds
      return visitor.send('/api/me')
    },
  },
  {
    title: 'a JSON route refreshes a token that Spotify refused',
    names: ['session'],
    run: async (visitor, servers) => {
      await visitor.signIn('mira')
      servers.spotify.expireAccessTokens()
      return visitor.send('/api/playlists')
    },
  },
  {
    title: 'a JSON route reloads data and refreshes the token',
    names: ['fresh', 'session'],
    run: async (visitor) => {
      await visitor.signIn('mira', dueSeconds)
      return visitor.send('/api/playlists', 'GET', { 'cache-control': 'no-cache' })
    },
  },
  {
    title: 'the refresh route refreshes the token',
    names: ['session'],
    run: async (visitor) => {
      await visitor.signIn('mira')
      return visitor.send('/api/auth/refresh?returnTo=/playlists')
    },
  },
  {
    title: 'the refresh route runs a second time',
    names: [],
    run: async (visitor, servers) => {
      await visitor.signIn('mira')
      const { location } = await visitor.send('/api/auth/refresh?returnTo=/playlists')
      return follow(visitor, servers, location)
    },
  },
  {
    title: 'Spotify refuses a page’s refresh',
    names: [],
    run: async (visitor, servers) => {
      await refused(visitor, servers)
      return visitor.send('/playlists')
    },
  },
  {
    title: 'Spotify refuses a JSON route’s refresh',
    names: [],
    run: async (visitor, servers) => {
      await refused(visitor, servers)
      return visitor.send('/api/me')
    },
  },
  {
    title: 'Spotify refuses the same refresh token again',
    names: ['ended'],
    run: async (visitor, servers) => {
      await refused(visitor, servers)
      const { location } = await visitor.send('/playlists')
      return follow(visitor, servers, location)
    },
  },
  {
    title: 'a page gets the cookie of a revoked session',
    names: ['session'],
    run: async (visitor) => {
      await revoked(visitor)
      return visitor.send('/playlists')
    },
  },
  {
    title: 'a JSON route gets the cookie of a revoked session',
    names: ['session'],
    run: async (visitor) => {
      await revoked(visitor)
      return visitor.send('/api/me')
    },
  },
  {
    title: 'the refresh route gets the cookie of a revoked session',
    names: [],
    run: async (visitor) => {
      await revoked(visitor)
      return visitor.send('/api/auth/refresh?returnTo=/playlists')
    },
  },
  {
    title: 'a visitor signs out',
    names: ['consents', 'ended', 'login.ID', 'session'],
    run: async (visitor) => {
      await visitor.signIn('mira')
      await visitor.send('/api/auth/login')
      return visitor.send('/api/auth/logout', 'POST')
    },
  },
  {
    title: 'a visitor disconnects',
    names: ['consents', 'ended', 'session'],
    run: async (visitor) => {
      await visitor.signIn('mira')
      return visitor.send('/api/auth/logout?disconnect=1', 'POST')
    },
  },
  {
    title: 'a visitor with the cookie of a revoked session signs out',
    names: ['session'],
    run: async (visitor) => {
      await revoked(visitor)
      return visitor.send('/api/auth/logout', 'POST')
    },
  },
]

for (const { title, names, run } of flows) {
  test(`no response sets the same cookie twice: ${title}`, async ({ servers }) => {
    // `Visitor` fails if any response sets a cookie twice. This test also checks that each flow sets the expected cookies.
    const { cookies } = await run(new Visitor(servers), servers)
    const set = cookies.map((line) => line.replace(/=.*/s, '').replace(/^login\..*/, 'login.ID'))
    expect(set.sort()).toEqual(names)
  })
}
