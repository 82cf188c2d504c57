import { mkdir, writeFile } from 'node:fs/promises'
import { cpus, release, type } from 'node:os'
import { type App, buildBoth, type Kind, kinds, type StandIn, startOf, startStandIn } from './apps.ts'
import { joinTimings, openBrowser, see } from './browser.ts'
import { evaluate, type Figure, toTable } from './figures.ts'
import { readCurve } from './memory.ts'
import { joinSpeeds, type Speed, startSignIns, timeViews, viewPages, warmUp } from './pages.ts'
import { sealSession, sealSessions } from './sessions.ts'
import { readStages } from './stages.ts'
import { runStorms } from './storms.ts'

/**
 * `npm run bench`: compares the app with a simpler baseline, whose playlists page uses a fixed token and whose sign-in is
 * handwritten. Runs production builds of the app and the baseline alternately on this machine. With `-- --quick`, the benchmark
 * takes a third of the time but is less accurate.
 */

const isQuick = process.argv.includes('--quick')
const [rounds, views, samples] = isQuick ? [3, 200, 5] : [5, 300, 7]
const slices = 10
const viewsOfSlice = views / slices
const latencyMs = 150

type Round<Value> = Record<Kind, Value>

// Calls `process.exit` on these signals, so the exit handler stops the child processes.
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => process.exit(1))

const step = (text: string) => console.log(`\n▸ ${text}`)

step('Building the app and the baseline')
await buildBoth()
const standIn = await startStandIn()
const figures: Figure[] = []

step('Cold start')
const starts = await inTurn(isQuick ? 3 : 9, (kind) => timeStart(kind, standIn))
add('start until the first page', 'ms', starts, (ms) => ms, { at: 'most', ratio: 1.15 })

step('First page views of many sessions, repeated page views of ten sessions, and sign-in starts')
const speeds = await repeat(timeServers)
add('pages per second', '', speeds, ({ first }) => first.perSecond, { at: 'least', ratio: 1 })
add('processor time of the server per page', 'ms', speeds, ({ first }) => first.cpuMs, { at: 'most', ratio: 1 })
add('calls to Spotify per page', '', speeds, ({ first }) => first.calls)
add('pages per second, repeated within 30 s', '', speeds, ({ again }) => again.perSecond, { at: 'least', ratio: 1.3 })
add('processor time, repeated', 'ms', speeds, ({ again }) => again.cpuMs)
add('calls to Spotify per page, repeated', '', speeds, ({ again }) => again.calls)
// For this metric, the baseline is a handwritten sign-in that uses iron-session.
add('sign-in redirects per second', '', speeds, ({ signIn }) => signIn.perSecond, { at: 'least', ratio: 1 })

const apps = { ours: await startOf('ours', standIn), baseline: await startOf('baseline', standIn) }
step('Warming up')
for (const kind of kinds) await warmUp(apps[kind], standIn, views)

step(`With a Spotify latency of ${latencyMs} ms`)
await standIn.set({ latencyMs })
const times = await inTurn(rounds, (kind) => timeViews(apps[kind], samples))
add('first byte', 'ms', times, ({ firstByteMs }) => firstByteMs, { at: 'most', ratio: 0.05 })
add('last byte', 'ms', times, ({ wholeMs }) => wholeMs)
const browser = await openBrowser()
const timings = await repeat(() => inSlices(samples, (kind) => see(browser, apps[kind]), joinTimings))
await browser.close()
add('first paint in Chromium', 'ms', timings, ({ firstPaintMs }) => firstPaintMs, { at: 'most', ratio: 0.45 })
add('list visible in Chromium', 'ms', timings, ({ listMs }) => listMs, { at: 'most', ratio: 1 })
await standIn.set({ latencyMs: 0 })

step('3,000 playlists (column "ours") compared with 120 (column "baseline")')
const viewOfLength = async (kind: Kind) => {
  await standIn.set({ playlistCount: kind === 'ours' ? 3_000 : 120 })
  return view(apps.ours, viewsOfSlice, await sealSessions(viewsOfSlice))
}
const lengths = await repeat(() => inSlices(slices, viewOfLength, joinSpeeds))
add('processor time per page with 3,000 playlists, compared with 120', 'ms', lengths, ({ cpuMs }) => cpuMs, {
  at: 'most',
  ratio: 1.05,
})
await standIn.set({ playlistCount: 50 })

step('50 concurrent page views with an unusable token')
const storms = await runStorms(apps.ours, standIn)
for (const kind of kinds) await apps[kind].stop()

step('Memory')
const [stepSize, end] = isQuick ? [500, 2_000] : [2_000, 10_000]
const curves = { ours: await curveOf('ours', end), baseline: await curveOf('baseline', stepSize) }
const atFirst = { ours: curves.ours[0]?.mebibytes ?? 0, baseline: curves.baseline[0]?.mebibytes ?? 0 }
add(`memory after ${stepSize} views`, 'MiB', [atFirst], (mebibytes) => mebibytes, { at: 'most', ratio: 1.05 })

step('Processor time of a page view by stage')
const stages = {
  ours: await readStages('ours', standIn, views),
  baseline: await readStages('baseline', standIn, views),
}
await standIn.stop()

const cookieBytes = Buffer.byteLength(await sealSession())
const evaluated = figures.map(evaluate)
const machine = `${cpus().length} processors (${cpus()[0]?.model.trim()}), ${type()} ${release()}, Node ${process.version}`
const madeOn = new Date().toISOString().slice(0, 10)
console.log(`\n${madeOn}, ${machine}\n\n${toTable(evaluated)}\n`)
console.log(`Cookie header: ${cookieBytes} bytes (goal: 1,100 at most)\n`)
console.log(
  '| 50 concurrent page views | token requests | views with data | session still valid |\n| --- | ---: | ---: | --- |',
)
for (const { name, tokenRequests, viewsWithData, isAlive } of storms)
  console.log(`| ${name} | ${tokenRequests} | ${viewsWithData} | ${isAlive ? 'yes' : 'no'} |`)
console.log('\n| sessions | memory, MiB |\n| ---: | ---: |')
for (const { sessions, mebibytes } of curves.ours) console.log(`| ${sessions} | ${mebibytes.toFixed(0)} |`)
console.log('\n| stage of a page view | baseline, ms | ours, ms |\n| --- | ---: | ---: |')
for (const { name, cpuMs } of stages.ours) {
  const ofBaseline = stages.baseline.find((stage) => stage.name === name)?.cpuMs ?? 0
  console.log(`| ${name} | ${ofBaseline.toFixed(2)} | ${cpuMs.toFixed(2)} |`)
}
const unsure = evaluated.filter(({ verdict }) => verdict === 'unsure').map(({ name }) => name)
if (unsure.length > 0)
  console.log(
    `\nInconclusive because the rounds differ too much: ${unsure.join(', ')}. Run the benchmark again on a quieter machine.`,
  )
await mkdir('test-results', { recursive: true })
const result = { madeOn, machine, isQuick, figures: evaluated, cookieBytes, storms, curves, stages }
await writeFile('test-results/bench.json', JSON.stringify(result, null, 2))
console.log('\nAll results are in test-results/bench.json.')
process.exit(0)

/** Measures the app and the baseline in each round, reversing their order from round to round. */
async function inTurn<Value>(count: number, measure: (kind: Kind) => Promise<Value>): Promise<Round<Value>[]> {
  const all: Round<Value>[] = []
  for (let round = 0; round < count; round++) {
    const order = round % 2 === 0 ? kinds : kinds.toReversed()
    const values = new Map<Kind, Value>()
    for (const kind of order) values.set(kind, await measure(kind))
    all.push({ ours: values.get('ours') as Value, baseline: values.get('baseline') as Value })
    process.stdout.write('.')
  }
  return all
}

async function repeat<Value>(measure: () => Promise<Round<Value>>): Promise<Round<Value>[]> {
  const all: Round<Value>[] = []
  while (all.length < rounds) {
    all.push(await measure())
    process.stdout.write('.')
  }
  return all
}

/**
 * Alternates between the two measurements in short slices, so other load on the machine affects both equally. Then combines the
 * results for each measurement.
 */
async function inSlices<Value>(
  count: number,
  measure: (kind: Kind) => Promise<Value>,
  join: (values: Value[]) => Value,
): Promise<Round<Value>> {
  const values: Round<Value[]> = { ours: [], baseline: [] }
  for (let slice = 0; slice < count; slice++)
    for (const kind of slice % 2 === 0 ? kinds : kinds.toReversed()) values[kind].push(await measure(kind))
  return { ours: join(values.ours), baseline: join(values.baseline) }
}

function add<Value>(
  name: string,
  unit: string,
  all: Round<Value>[],
  of: (value: Value) => number,
  goal?: Figure['goal'],
) {
  const [ours, baseline] = [all.map((round) => of(round.ours)), all.map((round) => of(round.baseline))]
  figures.push({ name, unit, ours, baseline, ...(goal && { goal }) })
}

/** Starts new processes each time, because a process can remain 25% slower than an identical one until it exits. */
async function timeServers(): Promise<Round<{ first: Speed; again: Speed; signIn: Speed }>> {
  const both = { ours: await startOf('ours', standIn), baseline: await startOf('baseline', standIn) }
  const viewFirst = async (kind: Kind) => view(both[kind], viewsOfSlice, await sealSessions(viewsOfSlice))
  // Alternates between the processes, because a process that has been idle is slower at first.
  for (const kind of kinds) await warmUp(both[kind], standIn, viewsOfSlice)
  await inSlices(2 * slices, viewFirst, joinSpeeds)
  const first = await inSlices(slices, viewFirst, joinSpeeds)
  const few = await sealSessions(10)
  for (const kind of kinds) await view(both[kind], few.length, few)
  const again = await inSlices(slices, (kind) => view(both[kind], viewsOfSlice, few), joinSpeeds)
  const signInOften = () => inSlices(slices, (kind) => startSignIns(both[kind], standIn, views), joinSpeeds)
  await signInOften()
  const signIn = await signInOften()
  for (const kind of kinds) await both[kind].stop()
  return {
    ours: { first: first.ours, again: again.ours, signIn: signIn.ours },
    baseline: { first: first.baseline, again: again.baseline, signIn: signIn.baseline },
  }
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
