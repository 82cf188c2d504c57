import { existsSync, readFileSync } from 'node:fs'
import { SourceMap } from 'node:module'
import { fileURLToPath } from 'node:url'
import { freePort } from '../../scripts/processes.ts'
import { type Kind, type StandIn, startOf } from './apps.ts'
import { viewPages, warmUp } from './pages.ts'
import { sealSessions } from './sessions.ts'

export type Stage = { name: string; cpuMs: number }

type Frame = { url: string; functionName: string; lineNumber: number; columnNumber: number }
type Node = { id: number; callFrame: Frame; children?: number[] }
type Profile = { nodes: Node[]; samples: number[]; timeDeltas: number[] }

/** The stages of a page view. A stack frame belongs to the first stage whose pattern matches its source file or function name. */
const stages: [name: string, pattern: RegExp][] = [
  ['idle', /^\((idle|program)\)/],
  ['garbage collection', /^\(garbage collector\)/],
  ['unseal', /iron-session|lib\/session\/(seal|cookies)|node:internal\/crypto/],
  ['parse', /\/zod\/|lib\/spotify\/(shapes|body)/],
  ['fetch', /node:internal\/deps\/undici|lib\/spotify\/(api|errors)/],
  ['compress', /node:zlib|compiled\/compression/],
  [
    'proxy',
    /\/proxy\.ts|server\/web\/|next-server\/server\/lib\/router|lib\/http\/security-headers|lib\/session\/refresh/,
  ],
  ['render', /app-page.*runtime|react-server-dom|react-dom|\/app\/|components\//],
  ['write', /node:(_http|internal\/stream|net|internal\/http|events|internal\/webstreams|buffer)/],
  ['Next.js overhead', /next\/dist|next-server|base-server/],
]

/** Profiles a warmed-up server and returns how much processor time each stage of a page view takes. */
export async function readStages(kind: Kind, standIn: StandIn, count: number): Promise<Stage[]> {
  const port = await freePort()
  const app = await startOf(kind, standIn, { NODE_OPTIONS: `--inspect=127.0.0.1:${port}` })
  await warmUp(app, standIn, count)
  const cookies = await sealSessions(count)
  const stop = await startProfile(port)
  await viewPages({ app, standIn, count, cookies })
  const totals = sum(await stop())
  await app.stop()
  return [...totals].map(([name, ms]) => ({ name, cpuMs: ms / count })).sort((a, b) => b.cpuMs - a.cpuMs)
}

/** Starts a CPU profile through the inspector protocol. Returns a function that stops profiling and returns the profile. */
async function startProfile(port: number): Promise<() => Promise<Profile>> {
  const [target] = (await (await fetch(`http://127.0.0.1:${port}/json`)).json()) as { webSocketDebuggerUrl: string }[]
  const socket = new WebSocket(target?.webSocketDebuggerUrl ?? '')
  await new Promise((resolve) => socket.addEventListener('open', resolve, { once: true }))
  const ask = (id: number, method: string) =>
    new Promise<{ profile: Profile }>((resolve) => {
      const hear = ({ data }: MessageEvent) => {
        const answer = JSON.parse(data)
        if (answer.id !== id) return
        socket.removeEventListener('message', hear)
        resolve(answer.result)
      }
      socket.addEventListener('message', hear)
      socket.send(JSON.stringify({ id, method }))
    })
  await ask(1, 'Profiler.enable')
  await ask(2, 'Profiler.start')
  return async () => {
    const { profile } = await ask(3, 'Profiler.stop')
    socket.close()
    return profile
  }
}

/**
 * Adds up the time spent in each stage. Each sample counts towards the stage of the innermost stack frame that matches a stage.
 */
function sum({ nodes, samples, timeDeltas }: Profile): Map<string, number> {
  const totals = new Map<string, number>()
  const names = new Map<number, string>()
  const walk = (id: number, outer: string) => {
    const node = byId.get(id)
    if (!node) return
    const own = toStageName(node.callFrame) ?? outer
    names.set(id, own)
    for (const child of node.children ?? []) walk(child, own)
  }
  const byId = new Map(nodes.map((node) => [node.id, node]))
  walk(nodes[0]?.id ?? 0, 'everything else')
  samples.forEach((id, index) => {
    const name = names.get(id) ?? 'everything else'
    if (name !== 'idle') totals.set(name, (totals.get(name) ?? 0) + (timeDeltas[index] ?? 0) / 1_000)
  })
  return totals
}

function toStageName(frame: Frame): string | null {
  const place = frame.url ? toSource(frame) : frame.functionName
  return stages.find(([, pattern]) => pattern.test(place))?.[0] ?? null
}

const maps = new Map<string, SourceMap | null>()

/** Returns the source file that a stack frame in the bundle comes from. */
function toSource({ url, lineNumber, columnNumber }: Frame): string {
  if (!url.includes('/.next')) return url
  const map = maps.get(url) ?? readMap(url)
  maps.set(url, map)
  const entry = map?.findEntry(lineNumber, columnNumber)
  return entry && 'originalSource' in entry && entry.originalSource ? entry.originalSource : url
}

function readMap(url: string): SourceMap | null {
  const file = `${url.startsWith('file:') ? fileURLToPath(url) : url}.map`
  return existsSync(file) ? new SourceMap(JSON.parse(readFileSync(file, 'utf8'))) : null
}
