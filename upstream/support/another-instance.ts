import type { Config } from '@/lib/config/read'
import { createContext, type SessionContext } from '@/lib/session/context'
import type { TestSetup } from '../../tests/unit/support.ts'

type Changes = Partial<Pick<SessionContext, 'store' | 'fetch'>> & { config?: Partial<Config> }

/** Simulates another process of the app, which shares the emulator, browser and clock but has its own memory. */
export function anotherInstance(setup: TestSetup, { config, ...changes }: Changes = {}): TestSetup {
  const { context } = setup
  const surroundings = { ...context, store: undefined, ...changes, config: { ...context.config, ...config } }
  return { ...setup, context: createContext(surroundings) }
}
