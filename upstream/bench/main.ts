import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, release, type } from 'node:os'
import { type App, buildAll, type Kind, type StandIn, startOf, startStandIn } from './apps.ts'
import { joinTimings, openBrowser, see } from './browser.ts'
import { compare, evaluate, type Figure, toTable } from './figures.ts'
import { readCurve } from './memory.ts'
import { joinSpeeds, type Speed, startSignIns, timeViews, viewPages, warmUp } from './pages.ts'
import { sealSession, sealSessions } from './sessions.ts'
import { readStages } from './stages.ts'
import { runStorms } from './storms.ts'

/**
 * `npm run bench`: compares the app with two simpler apps. The baseline shows the same playlists page without a session, and
 * the plain app also has no styles or client components. Alternates between production builds of all three apps on this machine.
 * With `-- --quick`, the benchmark takes a third of the time but is less accurate.
 */

const isQuick = process.argv.includes('--quick')
const [rounds, views, samples] = isQuick ? [3, 200, 5] : [5, 300, 7]
const slices = 10
const viewsOfSlice = views / slices
const latencyMs = 150

const kinds = ['ours', 'baseline', 'plain'] as const

type Round<Value> = Record<Kind, Value>

// Calls `process.exit` on these signals, so the exit handler stops the child processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const step = (text: string) => console.log(`\n▸ ${text}`)

step('Building the app, the baseline and the plain app')
await buildAll()
const standIn = await startStandIn()
const figures: Figure[] = []

step('Cold start')
const starts = await inTurn(isQuick ? 3 : 9, (kind) => timeStart(kind, standIn))
add('time from startup to the first page', 'ms', starts, (ms) => ms, { baseline: { at: 'most', ratio: 1.15 } })

step('First page views of many sessions, repeated page views of ten sessions, and sign-in starts')
const speeds = await repeat(timeServers)
add('pages per second', '', speeds, ({ first }) => first.perSecond, {
  plain: { at: 'least', ratio: 0.8 },
  baseline: { at: 'least', ratio: 0.95 },
})
add('server CPU time per page', 'ms', speeds, ({ first }) => first.cpuMs, {
  plain: { at: 'most', ratio: 1.25 },
  baseline: { at: 'most', ratio: 1.06 },
})
add('calls to Spotify per page', '', speeds, ({ first }) => first.calls)
add('pages per second for views repeated within 30 s', '', speeds, ({ again }) => again.perSecond)
add('server CPU time per repeated page', 'ms', speeds, ({ again }) => again.cpuMs)
add('calls to Spotify per repeated page', '', speeds, ({ again }) => again.calls)
const signIns = speeds.map(({ signIn }) => signIn)
// For this figure, the baseline is a handwritten sign-in that uses iron-session.
figures.push({
  name: 'sign-in redirects per second',
  unit: '',
  app: signIns.map(({ ours }) => ours.perSecond),
  baseline: signIns.map(({ baseline }) => baseline.perSecond),
})

const apps = await startAll()
step('Warming up')
for (const kind of kinds) await warmUp(apps[kind], standIn, views)

step(`With a Spotify latency of ${latencyMs} ms`)
await standIn.set({ latencyMs })
const times = await inTurn(rounds, (kind) => timeViews(apps[kind], samples))
add('first byte', 'ms', times, ({ firstByteMs }) => firstByteMs)
add('last byte', 'ms', times, ({ wholeMs }) => wholeMs)
const browser = await openBrowser()
const timings = await repeat(() => inSlices(samples, (kind) => see(browser, apps[kind]), joinTimings))
add('first paint in Chromium', 'ms', timings, ({ firstPaintMs }) => firstPaintMs, { plain: { at: 'most', ratio: 1 } })
add('list visible in Chromium', 'ms', timings, ({ listMs }) => listMs, { plain: { at: 'most', ratio: 1.1 } })
await standIn.set({ latencyMs: 0 })
step('Without latency')
const quickTimings = await repeat(() => inSlices(samples, (kind) => see(browser, apps[kind]), joinTimings))
await browser.close()
add('first paint, if Spotify responds at once', 'ms', quickTimings, ({ firstPaintMs }) => firstPaintMs)
add('list visible, if Spotify responds at once', 'ms', quickTimings, ({ listMs }) => listMs)

step('3,000 playlists compared with 120')
const lengths: Record<'short' | 'long', number[]> = { short: [], long: [] }
for (let slice = 0; slice < rounds * slices; slice++)
  for (const length of slice % 2 ? (['short', 'long'] as const) : (['long', 'short'] as const)) {
    await standIn.set({ playlistCount: length === 'long' ? 3_000 : 120 })
    lengths[length].push((await view(apps.ours, viewsOfSlice, await sealSessions(viewsOfSlice))).cpuMs)
  }
const { ratio: lengthRatio } = compare([mean(lengths.long)], [mean(lengths.short)])
await standIn.set({ playlistCount: 50 })

step('50 concurrent page views with an unusable token')
const storms = await runStorms(apps.ours, standIn)
for (const kind of kinds) await apps[kind].stop()

step('Memory')
const [stepSize, end] = isQuick ? [500, 2_000] : [2_000, 10_000]
const curve = await curveOf('ours', end)
const memory = {
  ours: curve[0]?.mebibytes ?? Number.NaN,
  baseline: (await curveOf('baseline', stepSize))[0]?.mebibytes ?? Number.NaN,
  plain: (await curveOf('plain', stepSize))[0]?.mebibytes ?? Number.NaN,
}
add(`memory after ${stepSize} views`, 'MiB', [memory], (mebibytes) => mebibytes, {
  baseline: { at: 'most', ratio: 1.1 },
})

step('Processor time of a page view by stage')
const stages = {
  ours: await readStages('ours', standIn, views),
  baseline: await readStages('baseline', standIn, views),
  plain: await readStages('plain', standIn, views),
}
await standIn.stop()

const cookieBytes = Buffer.byteLength(await sealSession())
const evaluated = figures.map(evaluate)
const machine = `${cpus().length} processors (${cpus()[0]?.model.trim()}), ${type()} ${release()}, Node ${process.version}`
const madeOn = new Date().toISOString().slice(0, 10)
console.log(`\n${madeOn}, ${machine}\n\n${toTable(evaluated)}\n`)
console.log(`Cookie header: ${cookieBytes} bytes (goal: 1,100 at most)\n`)
console.log(`CPU time per page with 3,000 playlists, compared with 120: ${lengthRatio.toFixed(2)}\n`)
console.log(
  '| 50 concurrent page views | token requests | views with data | session still valid |\n| --- | ---: | ---: | --- |',
)
for (const { name, tokenRequests, viewsWithData, isAlive } of storms)
  console.log(`| ${name} | ${tokenRequests} | ${viewsWithData} | ${isAlive ? 'yes' : 'no'} |`)
console.log('\n| sessions | memory, MiB |\n| ---: | ---: |')
for (const { sessions, mebibytes } of curve) console.log(`| ${sessions} | ${mebibytes.toFixed(0)} |`)
console.log('\n| stage of a page view | plain page, ms | baseline, ms | app, ms |\n| --- | ---: | ---: | ---: |')
const stageOf = (kind: Kind, name: string) => stages[kind].find((stage) => stage.name === name)?.cpuMs ?? 0
for (const { name, cpuMs } of stages.ours) {
  const [plain, baseline] = [stageOf('plain', name).toFixed(2), stageOf('baseline', name).toFixed(2)]
  console.log(`| ${name} | ${plain} | ${baseline} | ${cpuMs.toFixed(2)} |`)
}
const unsure = evaluated
  .filter(({ toPlain, toBaseline }) => [toPlain?.verdict, toBaseline?.verdict].includes('unsure'))
  .map(({ name }) => name)
if (unsure.length > 0)
  console.log(
    `\nInconclusive because the rounds differ too much: ${unsure.join(', ')}. Run the benchmark again on a quieter machine.`,
  )
await mkdir('test-results', { recursive: true })
const result = { madeOn, machine, isQuick, figures: evaluated, cookieBytes, lengthRatio, storms, curve, stages }
await writeFile('test-results/bench.json', JSON.stringify(result, null, 2))
console.log('\nAll results are in test-results/bench.json.')
process.exit(0)

/** Measures all apps in each round, reversing their order from round to round. */
async function inTurn<Value>(count: number, measure: (kind: Kind) => Promise<Value>): Promise<Round<Value>[]> {
  const all: Round<Value>[] = []
  for (let round = 0; round < count; round++) {
    const values = new Map<Kind, Value>()
    for (const kind of orderOf(round)) values.set(kind, await measure(kind))
    all.push(Object.fromEntries(values) as Round<Value>)
    process.stdout.write('.')
  }
  return all
}

function orderOf(round: number): readonly Kind[] {
  return round % 2 === 0 ? kinds : kinds.toReversed()
}

async function repeat<Value>(measure: () => Promise<Value>): Promise<Value[]> {
  const all: Value[] = []
  while (all.length < rounds) {
    all.push(await measure())
    process.stdout.write('.')
  }
  return all
}

/**
 * Alternates between the apps in short slices, so other load on the machine affects all of them equally. Then combines the results
 * for each app.
 */
async function inSlices<Value>(
  count: number,
  measure: (kind: Kind) => Promise<Value>,
  join: (values: Value[]) => Value,
): Promise<Round<Value>> {
  const values: Round<Value[]> = { ours: [], baseline: [], plain: [] }
  for (let slice = 0; slice < count; slice++) for (const kind of orderOf(slice)) values[kind].push(await measure(kind))
  return { ours: join(values.ours), baseline: join(values.baseline), plain: join(values.plain) }
}

function mean(values: number[]): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}

function add<Value>(
  name: string,
  unit: string,
  all: Round<Value>[],
  of: (value: Value) => number,
  goals?: Figure['goals'],
) {
  const valuesOf = (kind: Kind) => all.map((round) => of(round[kind]))
  const values = { app: valuesOf('ours'), baseline: valuesOf('baseline'), plain: valuesOf('plain') }
  figures.push({ name, unit, ...values, ...(goals && { goals }) })
}

async function startAll(): Promise<Round<App>> {
  return {
    ours: await startOf('ours', standIn),
    baseline: await startOf('baseline', standIn),
    plain: await startOf('plain', standIn),
  }
}

type ServerSpeed = { first: Speed; again: Speed }

/** Starts new processes each time, because a process can remain 25% slower than an identical one until it exits. */
async function timeServers(): Promise<Round<ServerSpeed> & { signIn: Pick<Round<Speed>, 'ours' | 'baseline'> }> {
  const servers = await startAll()
  const viewFirst = async (kind: Kind) => view(servers[kind], viewsOfSlice, await sealSessions(viewsOfSlice))
  // Alternates between the processes, because a process that has been idle is slower at first.
  for (const kind of kinds) await warmUp(servers[kind], standIn, viewsOfSlice)
  await inSlices(2 * slices, viewFirst, joinSpeeds)
  const first = await inSlices(slices, viewFirst, joinSpeeds)
  const few = await sealSessions(10)
  for (const kind of kinds) await view(servers[kind], few.length, few)
  const again = await inSlices(slices, (kind) => view(servers[kind], viewsOfSlice, few), joinSpeeds)
  await servers.plain.stop()
  const signInOften = async () => {
    const all: Record<'ours' | 'baseline', Speed[]> = { ours: [], baseline: [] }
    for (let slice = 0; slice < slices; slice++)
      for (const kind of slice % 2 === 0 ? (['ours', 'baseline'] as const) : (['baseline', 'ours'] as const))
        all[kind].push(await startSignIns(servers[kind], standIn, views))
    return { ours: joinSpeeds(all.ours), baseline: joinSpeeds(all.baseline) }
  }
  await signInOften()
  const signIn = await signInOften()
  for (const kind of ['ours', 'baseline'] as const) await servers[kind].stop()
  const speedOf = (kind: Kind) => ({ first: first[kind], again: again[kind] })
  return { ours: speedOf('ours'), baseline: speedOf('baseline'), plain: speedOf('plain'), signIn }
}

function view(app: App, count: number, cookies: string[]): Promise<Speed> {
  return viewPages({ app, standIn, count, cookies })
}

async function timeStart(kind: Kind, spotify: StandIn): Promise<number> {
  const startedAt = performance.now()
  const app = await startOf(kind, spotify)
  const answer = await fetch(`${app.origin}/playlists`, { headers: { cookie: await sealSession() } })
  await answer.text()
  const tookMs = performance.now() - startedAt
  await app.stop()
  return tookMs
}

async function curveOf(kind: Kind, last: number) {
  const app = await startOf(kind, standIn)
  const curve = await readCurve(app, standIn, stepSize, last)
  await app.stop()
  return curve
}
