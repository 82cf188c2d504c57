import 'server-only'
import { type Config, type ConfigResult, type Environment, readConfig } from './read'

let result: ConfigResult | undefined

/** Returns this process's configuration and any problems found in it. Reads the environment variables only once. */
export function configResult(): ConfigResult {
  result ??= readConfig(process.env)
  return result
}

/** Returns the configuration, or `null` if any variable has a problem. */
export const config = (): Config | null => configResult().config

/** Returns all environment variables, including those that aren't settings of this app. */
export const environment = (): Environment => process.env

/** Whether the app is running in production, where visitors must not see details meant for developers. */
export const isProduction = () => process.env.NODE_ENV === 'production'
