import { spawnSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { chmod, cp, mkdir, readdir, realpath } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { copySources, linkOrCopy, linkPackages } from './copies.ts'

type Step = { word: string; text: string }

export type Image = {
  folder: string
  environment: Record<string, string>
  command: string[]
  healthCheck: string[]
  /** The user to run the commands as, if this process runs as root. */
  as: { uid: number; gid: number; node: string } | undefined
}

/** The ID of a user who owns no files. This user replaces the base image's `node` user. */
const nobody = 65_534

/**
 * Runs the Dockerfile without Docker, in two folders: the first stage in `build` and the last stage in `image`. Throws an error
 * on an unknown instruction, so the test always covers the whole file. Links the project's packages instead of running
 * `npm ci`.
 */
export async function makeImage(place: string): Promise<Image> {
  const [build = [], last = []] = readStages(readFileSync('Dockerfile', 'utf8'))
  const [buildFolder, folder] = [join(place, 'build'), join(place, 'image')]
  await mkdir(buildFolder, { recursive: true })
  await mkdir(folder)
  for (const step of build) await buildStep(step, buildFolder)
  const image: Image = { folder, environment: {}, command: [], healthCheck: [], as: undefined }
  for (const step of last) Object.assign(image, await lastStep(step, buildFolder, image))
  if (process.getuid?.() === 0) image.as = { uid: nobody, gid: nobody, node: join(place, 'node') }
  await linkOrCopy(await realpath(process.execPath), join(place, 'node'))
  await chmod(place, 0o755)
  await allowWriting(folder, false)
  return image
}

function readStages(text: string): Step[][] {
  const steps = text
    .split('\n')
    .filter((line) => line !== '' && !line.startsWith('#'))
    .map((line) => ({ word: line.split(' ')[0] ?? '', text: line.slice(line.indexOf(' ') + 1) }))
  const starts = steps.flatMap(({ word }, index) => (word === 'FROM' ? index : []))
  return starts.map((start, index) => steps.slice(start + 1, starts[index + 1]))
}

const unknown = ({ word, text }: Step) =>
  new Error(`The test does not support this Dockerfile instruction: ${word} ${text}`)

async function buildStep(step: Step, folder: string): Promise<void> {
  const { word, text } = step
  if (word === 'WORKDIR' && text === '/app') return
  if (word === 'COPY' && text === 'package.json package-lock.json .npmrc ./') return
  if (word === 'RUN' && text === 'npm ci') return linkPackages(folder)
  if (word === 'COPY' && text === '. .') return copySources(folder, isIgnored)
  if (word !== 'RUN') throw unknown(step)
  const { status } = spawnSync('sh', ['-c', text], { cwd: folder, stdio: 'inherit', env: { ...process.env } })
  if (status !== 0) throw new Error(`"${text}" failed with exit code ${status}`)
}

function isIgnored(name: string): boolean {
  const patterns = readFileSync('.dockerignore', 'utf8').trim().split('\n')
  return patterns.some((pattern) => new RegExp(`^${pattern.replaceAll('.', '\\.').replaceAll('*', '.*')}$`).test(name))
}

async function lastStep(step: Step, buildFolder: string, image: Image): Promise<Partial<Image>> {
  const { word, text } = step
  const [, from = '', to = ''] = (word === 'COPY' && text.match(/^--from=build \/app\/(\S+) \.\/(\S*)$/)) || []
  if (from) {
    const target = join(image.folder, to)
    await mkdir(dirname(target), { recursive: true })
    await cp(join(buildFolder, from), target, { recursive: true })
    return {}
  }
  if (word === 'ENV') return { environment: Object.fromEntries(text.split(' ').map((pair) => pair.split('='))) }
  if (word === 'CMD') return { command: toCommand(text) }
  if (word === 'HEALTHCHECK') return { healthCheck: toCommand(text.replace(/^CMD /, '')) }
  if (['WORKDIR /app', 'USER node', 'EXPOSE 3000'].includes(`${word} ${text}`)) return {}
  throw unknown(step)
}

function toCommand(text: string): string[] {
  const [node, ...rest] = JSON.parse(text) as string[]
  if (node !== 'node') throw new Error(`Not a Node.js command: ${text}`)
  return rest
}

/** Makes the folder read-only, or makes it writable again so it can be deleted. */
export async function allowWriting(folder: string, isAllowed: boolean): Promise<void> {
  if (isAllowed) await chmod(folder, 0o755)
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const path = join(folder, entry.name)
    if (entry.isDirectory()) await allowWriting(path, isAllowed)
    else if (!entry.isSymbolicLink()) await chmod(path, isAllowed ? 0o644 : 0o444)
  }
  if (!isAllowed) await chmod(folder, 0o555)
}
