import { test as withSharedServers } from './fixtures.ts'
import type { Servers } from './servers.ts'
import { startServers } from './servers.ts'

/** The same test with an app of its own, which remembers no limit that another test met, and takes none to the next. */
export const test = withSharedServers.extend<{ own: Servers }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the fixtures that one needs from this pattern
  own: async ({}, use) => {
    const servers = await startServers()
    await use(servers)
    await servers.stop()
  },
  baseURL: ({ own }, use) => use(own.app.origin),
  spotify: ({ own }, use) => use(own.spotify),
})
