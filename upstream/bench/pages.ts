import type { App, StandIn } from './apps.ts'
import { median } from './figures.ts'
import { type Client, createClient, perSecond } from './load.ts'
import { sealSessions } from './sessions.ts'
import { readCpuMs } from './usage.ts'

const path = '/playlists'
const connections = 8
/** Part of the last playlist's name, which appears only if the page shows the whole list. */
export const proof = 'after the rain, part 49'

export type Speed = { perSecond: number; cpuMs: number; calls: number }

type Views = { app: App; standIn: StandIn; count: number; cookies: string[] }

/** Opens the playlists page `count` times, cycling through the cookies. */
export const viewPages = ({ app, standIn, count, cookies }: Views): Promise<Speed> =>
  time(app, standIn, count, async (client, index) => {
    const { status } = await client.get(path, cookies[index % cookies.length])
    if (status !== 200) throw new Error(`The app "${app.kind}" responded with status ${status}`)
  })

/** Starts `count` sign-ins without sending any cookies. */
export const startSignIns = (app: App, standIn: StandIn, count: number): Promise<Speed> =>
  time(app, standIn, count, async (client) => {
    const { status, location, cookies } = await client.get('/api/auth/login?returnTo=/playlists')
    if (status >= 400 || !location.includes('/authorize?') || cookies.length === 0)
      throw new Error(`The app "${app.kind}" did not start a sign-in. Status: ${status}`)
  })

async function time(
  { origin, pid }: App,
  standIn: StandIn,
  count: number,
  task: (client: Client, index: number) => Promise<void>,
): Promise<Speed> {
  const client = createClient(origin, connections)
  await standIn.set({})
  const before = readCpuMs(pid)
  const rate = await perSecond(count, connections, (index) => task(client, index))
  const cpuMs = (readCpuMs(pid) - before) / count
  client.close()
  const { apiRequests } = await standIn.counts()
  return { perSecond: rate, cpuMs, calls: apiRequests / count }
}

/** Averages the results of equally sized slices. */
export const joinSpeeds = (speeds: Speed[]): Speed => ({
  perSecond: 1 / mean(speeds.map(({ perSecond }) => 1 / perSecond)),
  cpuMs: mean(speeds.map(({ cpuMs }) => cpuMs)),
  calls: mean(speeds.map(({ calls }) => calls)),
})

const mean = (values: number[]) => values.reduce((sum, value) => sum + value, 0) / values.length

/** Checks that the app shows the whole list, then warms up the app with `count` page views. */
export async function warmUp(app: App, standIn: StandIn, count: number): Promise<void> {
  const client = createClient(app.origin, 1)
  const cookies = await sealSessions(count)
  const { status, body } = await readOnce(client, cookies[0] ?? '')
  if (status !== 200 || !body.includes(proof)) throw new Error(`The app "${app.kind}" shows no list. Status: ${status}`)
  client.close()
  await viewPages({ app, standIn, count, cookies })
}

async function readOnce(client: Client, cookie: string) {
  const { status, body } = await client.get(path, cookie)
  const { gunzipSync } = await import('node:zlib')
  return { status, body: body[0] === 0x1f ? gunzipSync(body).toString() : body.toString() }
}

/** Opens the page `count` times in sequence and returns the median times to the first and last byte. */
export async function timeViews(app: App, count: number): Promise<{ firstByteMs: number; wholeMs: number }> {
  const client = createClient(app.origin, 1)
  const cookies = await sealSessions(count)
  const answers = []
  for (const cookie of cookies) answers.push(await client.get(path, cookie))
  client.close()
  return {
    firstByteMs: median(answers.map(({ firstByteMs }) => firstByteMs)),
    wholeMs: median(answers.map(({ wholeMs }) => wholeMs)),
  }
}
