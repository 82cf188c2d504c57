import 'server-only'
import { type Config, type ConfigResult, readConfig } from './read'
import { findWarnings, type Warning } from './warnings'

let result: ConfigResult | undefined

/** The checked configuration, or what is wrong with it. Read once in a process. */
export function readEnvironment(): ConfigResult {
  result ??= readConfig(process.env)
  return result
}

/** What stops nothing and is most likely a mistake. */
export function readWarnings(): Warning[] {
  const environment = readEnvironment()
  return findWarnings(process.env, environment.kind === 'ready' ? environment.config : environment.sound)
}

/** The configuration, or `null` where it is broken: then the visitor gets the setup page. */
export function config(): Config | null {
  const environment = readEnvironment()
  return environment.kind === 'ready' ? environment.config : null
}

/** Where Next listens: it sets `PORT` to that before any code of ours runs. */
export const port = () => Number(process.env.PORT)

/** Whether details for the operator may be shown. */
export const isProduction = () => process.env.NODE_ENV === 'production'
