import { cp, readFile, rm } from 'node:fs/promises'
import { buildOnce, freePort, type Running, startApp, startNode } from '../../scripts/processes.ts'
import { bareFiles, buildBareApp } from '../support/apps/bare-app.ts'
import { buildVariant, folderOf } from '../support/apps/variant.ts'
import { password } from './sessions.ts'
import type { Control, Counts } from './stand-in.ts'

export type StandIn = {
  origin: string
  /** Changes the stand-in's behaviour and resets its request counts. */
  set: (control: Partial<Control>) => Promise<void>
  counts: () => Promise<Counts>
  stop: () => Promise<void>
}

export type Kind = 'ours' | 'baseline' | 'plain'
export type App = Running & { kind: Kind; pid: number }

/**
 * Builds the app and the two apps that it is compared with. The baseline is a copy of the app without the proxy and with a
 * simpler layout, playlists page and sign-in. The plain app contains only a page that lists the playlists' names, owners and
 * sizes.
 */
export async function buildAll(): Promise<void> {
  await buildOnce()
  await buildVariant('baseline', async (folder) => {
    const from = 'upstream/bench/baseline'
    await rm(`${folder}/proxy.ts`)
    await cp(`${from}/page.tsx`, `${folder}/app/(signed-in)/playlists/page.tsx`)
    await cp(`${from}/layout.tsx`, `${folder}/app/(signed-in)/layout.tsx`)
    await cp(`${from}/sign-in.ts`, `${folder}/app/api/auth/login/route.ts`)
  })
  await buildBareApp('plain', {
    ...bareFiles,
    'app/layout.jsx': await readFile('upstream/bench/plain/layout.jsx', 'utf8'),
    'app/playlists/page.jsx': await readFile('upstream/bench/plain/page.jsx', 'utf8'),
  })
}

export async function startStandIn(): Promise<StandIn> {
  const port = await freePort()
  const running = await startNode(['upstream/bench/stand-in.ts'], port, {}, { health: '/_control' })
  const url = `${running.origin}/_control`
  return {
    origin: running.origin,
    set: async (control) => void (await fetch(url, { method: 'POST', body: JSON.stringify(control) })),
    counts: async () => (await fetch(url)).json() as Promise<Counts>,
    stop: running.stop,
  }
}

export async function startOf(kind: Kind, { origin }: StandIn, extra: Record<string, string> = {}): Promise<App> {
  const port = await freePort()
  const environment = {
    APP_URL: `http://127.0.0.1:${port}`,
    SPOTIFY_CLIENT_ID: '0123456789abcdef0123456789abcdef',
    SPOTIFY_CLIENT_SECRET: '0123456789abcdef0123456789abcdef',
    SPOTIFY_ACCOUNTS_URL: origin,
    SPOTIFY_API_URL: origin,
    SESSION_PASSWORD: password,
    REDIS_URL: '',
    ...extra,
  }
  const running = await startApp(port, environment, kind === 'ours' ? '.' : folderOf(kind))
  return { ...running, kind, pid: running.child.pid ?? 0 }
}
