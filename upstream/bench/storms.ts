import { gunzipSync } from 'node:zlib'
import type { App, StandIn } from './apps.ts'
import { type Client, createClient } from './load.ts'
import { proof } from './pages.ts'
import { sealSession } from './sessions.ts'
import type { Control } from './stand-in.ts'

export type Storm = { name: string; tokenRequests: number; viewsWithData: number; isAlive: boolean }

const views = 50

type Case = { name: string; control: Partial<Control>; lifeSeconds: number }

const cases: Case[] = [
  { name: 'the token has expired', control: {}, lifeSeconds: -60 },
  {
    name: 'the token has expired, and each refresh token works only once',
    control: { rotates: true },
    lifeSeconds: -60,
  },
  { name: 'Spotify rejects the token early', control: { refuses: 'stale' }, lifeSeconds: 3_600 },
]

/** For each kind of unusable token, opens 50 pages at once with the same cookies, as 50 tabs of one browser would. */
export async function runStorms(app: App, standIn: StandIn): Promise<Storm[]> {
  const storms: Storm[] = []
  for (const { name, control, lifeSeconds } of cases) {
    await standIn.set({ rotates: false, refuses: '', ...control })
    const jar = new Map<string, string>()
    keep(jar, [await sealSession({ accessToken: `stale-${name}`, refreshToken: `refresh-${name}`, lifeSeconds })])
    const client = createClient(app.origin, views)
    const seen = await Promise.all(Array.from({ length: views }, () => visit(client, jar, '/playlists')))
    const { tokenRequests } = await standIn.counts()
    const isAlive = await visit(client, jar, '/playlists')
    client.close()
    storms.push({ name, tokenRequests, viewsWithData: seen.filter(Boolean).length, isAlive })
  }
  await standIn.set({ rotates: false, refuses: '' })
  return storms
}

/** Follows redirects and returns whether the final page shows the data. */
async function visit(client: Client, jar: Map<string, string>, path: string, hops = 0): Promise<boolean> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const { location, cookies, body } = await client.get(path, cookie)
  keep(jar, cookies)
  const text = (body[0] === 0x1f ? gunzipSync(body) : body).toString()
  const next = location || text.match(/http-equiv="refresh" content="\d+;url=([^"]+)"/)?.[1]
  if (!next || hops > 9) return text.includes(proof)
  const { pathname, search } = new URL(next.replaceAll('&amp;', '&'), 'http://ours')
  return visit(client, jar, pathname + search, hops + 1)
}

function keep(jar: Map<string, string>, cookies: string[]): void {
  for (const cookie of cookies) {
    const [name = '', value = ''] = cookie.split(';')[0]?.split(/=(.*)/s) ?? []
    if (/Max-Age=0/.test(cookie)) jar.delete(name)
    else jar.set(name, value)
  }
}
