import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { freePort } from '../../scripts/processes.ts'

/** A browser with one page. */
export type Engine = {
  open: (url: string) => Promise<void>
  /** Runs a function body in the page and returns its result, which must be serializable as JSON. */
  evaluate: (body: string) => Promise<unknown>
  stop: () => Promise<void>
}

export const firefox = '/usr/bin/firefox-esr'
export const webKitDriver = '/usr/bin/WebKitWebDriver'
export const display = '/usr/bin/Xvfb'
export const findMiniBrowser = () => globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser')[0] ?? ''

/** Debian's builds of Firefox and WebKit, which Playwright can't control. */
export const otherEngines = {
  Firefox: { packages: 'firefox-esr', isInstalled: existsSync(firefox), start: startFirefox },
  WebKit: {
    packages: 'webkit2gtk-driver and xvfb',
    isInstalled: [webKitDriver, display, findMiniBrowser()].every((path) => existsSync(path)),
    start: startWebKit,
  },
}

type BidiResult = { contexts?: { context: string }[]; result?: { value: string } }

/** Starts Firefox and controls it through WebDriver BiDi. */
async function startFirefox(): Promise<Engine> {
  const port = await freePort()
  const profile = mkdtempSync(join(tmpdir(), 'firefox-'))
  const args = ['--headless', '--no-remote', `--remote-debugging-port=${port}`, '--profile', profile]
  const browser = spawn(firefox, args, { stdio: ['ignore', 'ignore', 'pipe'] })
  const stop = killAtExit(browser)
  await readLine(browser.stderr, /WebDriver BiDi listening/)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/session`)
  await once(socket, 'open')
  let id = 0
  // Sends one command at a time, so the next message with this ID is the response.
  const call = async (method: string, params: object): Promise<BidiResult> => {
    socket.send(JSON.stringify({ id: ++id, method, params }))
    for (;;) {
      const [{ data }] = (await once(socket, 'message')) as [MessageEvent<string>]
      const message = JSON.parse(data)
      if (message.id === id) return message.result ?? {}
    }
  }
  await call('session.new', { capabilities: {} })
  const context = (await call('browsingContext.getTree', {})).contexts?.[0]?.context
  return {
    open: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(body) {
      const expression = `JSON.stringify((() => {${body}})() ?? null)`
      const { result } = await call('script.evaluate', { expression, target: { context }, awaitPromise: false })
      return JSON.parse(result?.value ?? 'null')
    },
    async stop() {
      await stop()
      rmSync(profile, { recursive: true, maxRetries: 5 })
    },
  }
}

/** Starts WebKitGTK on a virtual display and controls it through WebDriver. */
async function startWebKit(): Promise<Engine> {
  const screen = spawn(display, ['-displayfd', '1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const port = await freePort()
  const env = { ...process.env, DISPLAY: `:${await readLine(screen.stdout, /^\d+$/)}` }
  const driver = spawn(webKitDriver, [`--port=${port}`], { stdio: 'ignore', env })
  const stop = killAtExit(driver, screen)
  const origin = `http://127.0.0.1:${port}`
  const call = async (path: string, body: object) => {
    const response = await fetch(`${origin}/session${path}`, { method: 'POST', body: JSON.stringify(body) })
    return ((await response.json()) as { value: unknown }).value
  }
  while (!(await fetch(`${origin}/status`).catch(() => null))) await new Promise((resolve) => setTimeout(resolve, 20))
  const options = { binary: findMiniBrowser(), args: ['--automation'] }
  const { sessionId } = (await call('', {
    capabilities: { alwaysMatch: { 'webkitgtk:browserOptions': options } },
  })) as { sessionId: string }
  return {
    open: async (url) => void (await call(`/${sessionId}/url`, { url })),
    evaluate: (script) => call(`/${sessionId}/execute/sync`, { script, args: [] }),
    stop,
  }
}

export async function readLine(stream: Readable, pattern: RegExp): Promise<string> {
  for await (const line of createInterface(stream)) {
    if (!pattern.test(line)) continue
    // Keeps reading the output, because a full pipe would block the browser.
    stream.resume()
    return line
  }
  throw new Error(`The browser stopped before it printed ${pattern}`)
}

/**
 * Kills the child processes when this process exits. To stop the child processes sooner, call the returned function, which also
 * waits until they have exited.
 */
export function killAtExit(...children: ChildProcess[]): () => Promise<void> {
  const kill = () => {
    for (const child of children) child.kill()
  }
  process.once('exit', kill)
  return async () => {
    process.off('exit', kill)
    const ended = children.map((child) => once(child, 'exit'))
    kill()
    await Promise.all(ended)
  }
}
