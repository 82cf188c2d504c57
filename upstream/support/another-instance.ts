import type { Config } from '@/lib/config/read'
import { createContext, createMemory, type Memory, type SessionContext } from '@/lib/session/context'
import type { TestSetup } from '../../tests/unit/support.ts'

type Changes = { config?: Partial<Config>; memory?: Memory; fetch?: SessionContext['fetch'] }

/** Simulates another process of the app, which shares the emulator, browser and clock but has its own memory. */
export function anotherInstance(setup: TestSetup, { config, memory, ...changes }: Changes = {}): TestSetup {
  const { context } = setup
  const surroundings = { ...context, ...changes, config: { ...context.config, ...config } }
  return { ...setup, context: createContext({ ...surroundings, memory: memory ?? createMemory(context.now) }) }
}
