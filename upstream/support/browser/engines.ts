import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, globSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import type { Readable } from 'node:stream'
import { freePort } from '../../../scripts/ports.ts'

/** A browser with a single open page. */
export type Engine = {
  /** Opens a URL and resolves when the page has loaded. */
  open: (url: string) => Promise<void>
  /** Runs a function body in the page and returns the result, which must be serializable as JSON. */
  evaluate: (body: string) => Promise<unknown>
  stop: () => Promise<void>
}

const firefox = '/usr/bin/firefox-esr'
const webKitDriver = '/usr/bin/WebKitWebDriver'
const display = '/usr/bin/Xvfb'
const [miniBrowser] = globSync('/usr/lib/*/webkit2gtk-4.1/MiniBrowser')

/**
 * Browser engines other than Chromium. These engines require the Debian packages `firefox-esr`, `webkit2gtk-driver` and `xvfb`.
 */
export const engines = {
  Firefox: { isInstalled: existsSync(firefox), start: startFirefox },
  WebKit: {
    isInstalled: [webKitDriver, display, `${miniBrowser}`].every((path) => existsSync(path)),
    start: startWebKit,
  },
}

/** Starts Firefox and controls it through WebDriver BiDi. */
async function startFirefox(): Promise<Engine> {
  const profile = mkdtempSync(join(tmpdir(), 'stagedoor-firefox-'))
  const port = await freePort()
  const browser = spawn(
    firefox,
    ['--headless', '--no-remote', `--remote-debugging-port=${port}`, '--profile', profile],
    { stdio: ['ignore', 'ignore', 'pipe'] },
  )
  const stop = killAtExit([browser])
  await readLine(browser.stderr, /WebDriver BiDi listening/)
  const socket = new WebSocket(`ws://127.0.0.1:${port}/session`)
  await once(socket, 'open')
  let lastId = 0
  const call = (method: string, params: object) =>
    new Promise<Record<string, unknown>>((resolve, reject) => {
      const id = ++lastId
      const onMessage = ({ data }: MessageEvent<string>) => {
        const message = JSON.parse(data)
        if (message.id !== id) return
        socket.removeEventListener('message', onMessage)
        if (message.type === 'success') resolve(message.result)
        else reject(new Error(`${method}: ${message.message}`))
      }
      socket.addEventListener('message', onMessage)
      socket.send(JSON.stringify({ id, method, params }))
    })
  await call('session.new', { capabilities: {} })
  const { contexts } = (await call('browsingContext.getTree', {})) as { contexts: [{ context: string }] }
  const [{ context }] = contexts
  return {
    open: async (url) => void (await call('browsingContext.navigate', { context, url, wait: 'complete' })),
    async evaluate(body) {
      const expression = `JSON.stringify((() => {${body}})() ?? null)`
      const target = { context }
      const evaluated = await call('script.evaluate', { expression, target, awaitPromise: false })
      const { result, exceptionDetails } = evaluated as { result?: { value: string }; exceptionDetails?: object }
      if (!result) throw new Error(JSON.stringify(exceptionDetails))
      return JSON.parse(result.value)
    },
    async stop() {
      await stop()
      rmSync(profile, { recursive: true, maxRetries: 5 })
    },
  }
}

/** Starts WebKitGTK on a virtual display and controls it through W3C WebDriver. */
async function startWebKit(): Promise<Engine> {
  const screen = spawn(display, ['-displayfd', '1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await readLine(screen.stdout, /^\d+$/)
  const port = await freePort()
  const env = { ...process.env, DISPLAY: `:${number}` }
  const driver = spawn(webKitDriver, [`--port=${port}`], { stdio: 'ignore', env })
  const stop = killAtExit([driver, screen])
  const call = async (method: string, path: string, body?: object) => {
    const response = await fetch(`http://127.0.0.1:${port}/session${path}`, {
      method,
      ...(body && { body: JSON.stringify(body) }),
    })
    const { value } = (await response.json()) as { value: unknown }
    if (!response.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
  const browser = { binary: miniBrowser, args: ['--automation'] }
  const capabilities = { alwaysMatch: { 'webkitgtk:browserOptions': browser } }
  const { sessionId } = (await untilListening(driver, () => call('POST', '', { capabilities }))) as {
    sessionId: string
  }
  return {
    open: async (url) => void (await call('POST', `/${sessionId}/url`, { url })),
    evaluate: (script) => call('POST', `/${sessionId}/execute/sync`, { script, args: [] }),
    async stop() {
      await call('DELETE', `/${sessionId}`)
      await stop()
    },
  }
}

async function readLine(stream: Readable, pattern: RegExp): Promise<string> {
  for await (const line of createInterface(stream)) {
    if (!pattern.test(line)) continue
    // Keeps reading the output, because a full pipe would block the browser.
    stream.resume()
    return line
  }
  throw new Error(`The browser stopped before it printed ${pattern}`)
}

/** Repeats a request until the driver accepts connections. */
async function untilListening<Result>(driver: ChildProcess, send: () => Promise<Result>): Promise<Result> {
  for (;;) {
    try {
      return await send()
    } catch (error) {
      if (!(error instanceof TypeError) || driver.exitCode !== null) throw error
      await new Promise((resolve) => setTimeout(resolve, 20))
    }
  }
}

/**
 * Kills the child processes when this process exits. To stop the child processes sooner, call the returned function, which also
 * waits until they have exited.
 */
function killAtExit(children: ChildProcess[]): () => Promise<void> {
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
