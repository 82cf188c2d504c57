import type { Emulator } from '../../../tests/emulator/emulator.ts'
import { expect, withServers } from '../../../tests/support/fixtures.ts'
import type { Servers } from '../../../tests/support/servers.ts'
import { type Engine, type EngineName, engines } from './engines.ts'

type Fixtures = {
  engineName: EngineName
  hasJavaScript: boolean
  /** Console messages that the test causes on purpose. */
  expectedProblems: RegExp[]
  spotify: Emulator
  /** A newly started browser without cookies. */
  engine: Engine
}

/** Fails if a page writes an unexpected error or warning to the console, or violates the content security policy. */
export const test = withServers.extend<Fixtures>({
  engineName: ['Chromium', { option: true }],
  hasJavaScript: [true, { option: true }],
  expectedProblems: [[], { option: true }],
  spotify: async ({ servers }, use) => {
    servers.spotify.reset()
    await use(servers.spotify)
    servers.spotify.reset()
  },
  engine: async ({ servers, engineName, hasJavaScript, expectedProblems }, use) => {
    const linesBefore = reportsIn(servers).length
    const engine = await engines[engineName].start({ hasJavaScript })
    try {
      await use(engine)
      const problems = [...(await engine.problems()), ...reportsIn(servers).slice(linesBefore)]
      const unexpected = problems.filter((problem) => !expectedProblems.some((expected) => expected.test(problem)))
      expect(unexpected, 'console errors, warnings and policy reports').toEqual([])
    } finally {
      await engine.stop()
    }
  },
})

/** Returns the log lines about policy violations that browsers have reported. */
const reportsIn = ({ app }: Servers) =>
  app
    .output()
    .split('\n')
    .filter((line) => line.includes('"code":"policy"'))

export { expect }
