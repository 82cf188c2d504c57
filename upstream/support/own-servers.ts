import { test as withSharedServers } from '../../tests/support/fixtures.ts'
import type { Servers } from '../../tests/support/servers.ts'
import { Visitor } from '../../tests/support/visitor.ts'
import { startServers } from './description/watched-servers.ts'

/** Starts separate servers for each test, because the app remembers rate limits, which would affect other tests. */
export const test = withSharedServers.extend<{ own: Servers; visitor: Visitor }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the required fixtures from this pattern
  own: async ({}, use) => {
    const servers = await startServers()
    await use(servers)
    await servers.stop()
  },
  baseURL: ({ own }, use) => use(own.app.origin),
  spotify: ({ own }, use) => use(own.spotify),
  /** A visitor who is signed in as Mira and sends requests without a browser. */
  visitor: async ({ own }, use) => {
    const visitor = new Visitor(own)
    await visitor.signIn('mira')
    own.spotify.clearRequests()
    await use(visitor)
  },
})
