import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { expect } from '@playwright/test'
import puppeteer, { type Browser, type KeyInput, type Page } from 'puppeteer-core'
import { Builder, Key, type WebDriver } from 'selenium-webdriver'
import { isRoot } from '../../../scripts/browser.ts'
import { freePort } from '../../../scripts/processes.ts'
import {
  display,
  findMiniBrowser,
  firefox,
  killAtExit,
  readLine,
  webKitDriver,
} from '../../../tests/support/other-engines.ts'
import { findBrowser } from './find-browser.ts'

type Point = { x: number; y: number }

/** Operations that each engine implements differently. */
type Controls = {
  /** Opens a URL and resolves when the page has loaded. */
  open: (url: string) => Promise<void>
  /** Runs a function in the page. Its arguments and result must be serializable as JSON. */
  evaluate: <Args extends unknown[], Result>(run: (...args: Args) => Result, ...args: Args) => Promise<Result>
  clickAt: (point: Point) => Promise<void>
  /** Presses a key, such as `Enter`, `Tab`, `ArrowDown` or `/`. */
  press: (key: string) => Promise<void>
  /** Returns the names of all cookies, in alphabetical order. */
  cookieNames: () => Promise<string[]>
}

/** A browser window. */
export type BrowserWindow = Controls & {
  /** Waits for a visible, enabled element with this selector and, if given, this text or label. Then clicks the element. */
  click: (selector: string, name?: string) => Promise<void>
  /** Types into the focused element. */
  type: (text: string) => Promise<void>
}

/** A running browser with one open window. */
export type Engine = BrowserWindow & {
  version: string
  openWindow: () => Promise<BrowserWindow>
  /** Returns the errors and warnings logged to the console so far. */
  problems: () => Promise<string[]>
  stop: () => Promise<void>
}

export type EngineOptions = { hasJavaScript: boolean }

type EngineKind = {
  isInstalled: () => boolean
  /** The Debian packages that the engine requires. */
  packages: string[]
  start: (options: EngineOptions) => Promise<Engine>
}

export const engines = {
  Chromium: { isInstalled: () => true, packages: ['chromium'], start: startChromium },
  Firefox: { isInstalled: () => existsSync(firefox), packages: ['firefox-esr'], start: startFirefox },
  WebKit: {
    isInstalled: () => [webKitDriver, display, findMiniBrowser()].every((path) => existsSync(path)),
    packages: ['webkit2gtk-driver', 'xvfb'],
    start: startWebKit,
  },
} satisfies Record<string, EngineKind>

export type EngineName = keyof typeof engines

const size = { width: 1280, height: 800 }

async function startChromium({ hasJavaScript }: EngineOptions): Promise<Engine> {
  // Without this setting, headless Chromium reports that it has no mouse.
  const mouse = '--blink-settings=primaryHoverType=2,availableHoverTypes=2,primaryPointerType=4,availablePointerTypes=4'
  const args = isRoot() ? [mouse, '--no-sandbox'] : [mouse]
  const browser = await puppeteer.launch({ executablePath: findBrowser(), defaultViewport: size, args })
  const page = await browser.newPage()
  await page.setJavaScriptEnabled(hasJavaScript)
  return engineOf(browser, page)
}

async function startFirefox({ hasJavaScript }: EngineOptions): Promise<Engine> {
  const browser = await puppeteer.launch({
    browser: 'firefox',
    executablePath: firefox,
    defaultViewport: size,
    // Without these settings, headless Firefox reports that it has no mouse.
    extraPrefsFirefox: {
      'ui.primaryPointerCapabilities': 6,
      'ui.allPointerCapabilities': 6,
      'javascript.enabled': hasJavaScript,
    },
  })
  // Firefox's first window isn't focused, and in an unfocused window, the Enter key doesn't activate buttons.
  return engineOf(browser, await browser.newPage({ type: 'window' }))
}

async function engineOf(browser: Browser, first: Page): Promise<Engine> {
  const problems: string[] = []
  const watch = (page: Page) => {
    page.on('pageerror', (error) => problems.push(`error: ${error instanceof Error ? error.message : error}`))
    page.on('console', (message) => {
      if (['error', 'warn'].includes(message.type())) problems.push(`${message.type()}: ${message.text()}`)
    })
    return toWindow(controlsOf(page))
  }
  return {
    ...watch(first),
    version: await browser.version(),
    openWindow: async () => watch(await browser.newPage({ type: 'window' })),
    problems: async () => problems,
    stop: () => browser.close(),
  }
}

function controlsOf(page: Page): Controls {
  return {
    open: async (url) => void (await page.goto(url)),
    evaluate: (run, ...args) => page.evaluate(run as never, ...args),
    clickAt: ({ x, y }) => page.mouse.click(x, y),
    press: (key) => page.keyboard.press(key as KeyInput),
    async cookieNames() {
      const cookies = await page.browserContext().cookies()
      return cookies.map(({ name }) => name).sort()
    },
  }
}

/** Starts WebKitGTK on a virtual display and controls it through its own WebDriver server. */
async function startWebKit({ hasJavaScript }: EngineOptions): Promise<Engine> {
  const screen = spawn(display, ['-displayfd', '1'], { stdio: ['ignore', 'pipe', 'ignore'] })
  const number = await readLine(screen.stdout, /^\d+$/)
  const port = await freePort()
  const server = spawn(webKitDriver, [`--port=${port}`], {
    stdio: 'ignore',
    env: { ...process.env, DISPLAY: `:${number}` },
  })
  const kill = killAtExit(server, screen)
  const args = ['--automation', `--enable-javascript=${hasJavaScript}`]
  const capabilities = { browserName: 'MiniBrowser', 'webkitgtk:browserOptions': { binary: findMiniBrowser(), args } }
  const address = `http://127.0.0.1:${port}`
  await expect(() => fetch(`${address}/status`)).toPass({ timeout: 20_000 })
  const driver = await new Builder().usingServer(address).withCapabilities(capabilities).build()
  await driver
    .manage()
    .window()
    .setRect({ ...size, x: 0, y: 0 })
  const openWindows: BrowserWindow[] = []
  const watch = async () => {
    const opened = toWindow(webKitControlsOf(driver, await driver.getWindowHandle()))
    openWindows.push(opened)
    return opened
  }
  return {
    ...(await watch()),
    version: `WebKitGTK/${(await driver.getCapabilities()).get('browserVersion')}`,
    openWindow: async () => {
      await driver.switchTo().newWindow('window')
      return watch()
    },
    problems: async () => {
      const problems = []
      for (const { evaluate } of openWindows)
        problems.push(await evaluate(() => sessionStorage.getItem('problems') ?? ''))
      return problems.flatMap((lines) => lines.split('\n')).filter(Boolean)
    },
    async stop() {
      await driver.quit()
      await kill()
    },
  }
}

function webKitControlsOf(driver: WebDriver, handle: string): Controls {
  const select = () => driver.switchTo().window(handle)
  const evaluate = async (body: unknown, ...args: unknown[]) => {
    await select()
    return driver.executeScript(`(${recordProblems})(); return (${body})(...arguments)`, ...args) as never
  }
  return {
    async open(url) {
      await select()
      await driver.get(url)
      await evaluate(() => undefined)
    },
    evaluate,
    async clickAt({ x, y }) {
      await select()
      await driver.actions().move({ x, y }).click().perform()
    },
    async press(key) {
      await select()
      await driver
        .actions()
        .sendKeys(webKitKeys[key] ?? key)
        .perform()
    },
    async cookieNames() {
      await select()
      const cookies = await driver.manage().getCookies()
      return cookies.map(({ name }) => name).sort()
    },
  }
}

const webKitKeys: Record<string, string> = { Enter: Key.ENTER, Tab: Key.TAB, ArrowDown: Key.ARROW_DOWN }

function toWindow(controls: Controls): BrowserWindow {
  return {
    ...controls,
    async click(selector, name) {
      let point: Point | undefined
      // Retries, because a function can't run in the page during a navigation.
      await expect(async () => {
        point = await controls.evaluate(locate, selector, name)
        expect(point, `${selector} ${name ?? ''}`).toBeTruthy()
      }).toPass({ timeout: 20_000 })
      if (point) await controls.clickAt(point)
    },
    async type(text) {
      for (const character of text) await controls.press(character)
    },
  }
}

/** Runs in the page. Scrolls to the first visible, enabled element with this selector and name, and returns its center. */
function locate(selector: string, name?: string | null): Point | undefined {
  const found = [...document.querySelectorAll<HTMLElement>(selector)].find(
    (element) =>
      element.checkVisibility() &&
      !element.matches(':disabled') &&
      (!name || [element.ariaLabel, element.textContent.trim()].includes(name)),
  )
  if (!found) return
  found.scrollIntoView({ block: 'center', behavior: 'instant' })
  const [box] = found.getClientRects()
  return box && { x: Math.round(box.x + box.width / 2), y: Math.round(box.y + box.height / 2) }
}

/**
 * Runs in a WebKit page, and records the page's errors from then on. WebKitGTK's WebDriver server can't report what was in the
 * console before the page loaded.
 */
function recordProblems() {
  const page = window as Window & { isRecording?: boolean }
  if (page.isRecording || !location.protocol.startsWith('http')) return
  page.isRecording = true
  const record = (problem: unknown) =>
    sessionStorage.setItem('problems', `${sessionStorage.getItem('problems') ?? ''}${problem}\n`)
  addEventListener('error', ({ message }) => record(message))
  addEventListener('unhandledrejection', ({ reason }) => record(reason))
  addEventListener('securitypolicyviolation', ({ violatedDirective }) => record(violatedDirective))
  for (const level of ['error', 'warn'] as const) {
    const write = console[level]
    console[level] = (...values) => {
      record(values.join(' '))
      write(...values)
    }
  }
}
