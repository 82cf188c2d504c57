import 'server-only'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { type Config, type ConfigResult, formatProblem, type Problem, readConfig } from './read'
import { getConfigWarnings } from './warnings'

let result: ConfigResult | undefined

/** The configuration of this process and its problems. */
export function configResult(): ConfigResult {
  result ??= readConfig(process.env)
  return result
}

/** The configuration, or `null` if there is any problem: then visitors get the setup page. */
export const config = (): Config | null => configResult().config

/** Settings that are allowed but most likely a mistake. */
export const configWarnings = (): Problem[] => getConfigWarnings(process.env, configResult().valid)

/** Logs the problems and warnings, or the redirect URI to register at Spotify. */
export function logConfiguration(): void {
  const { config, problems } = configResult()
  if (config) console.info(`Redirect URI to add in Spotify's dashboard: ${absoluteUrl(config.appUrl, callbackPath)}`)
  else console.error(['Sign-in does not work yet:', ...toLines(problems)].join('\n'))
  const warnings = configWarnings()
  if (warnings.length > 0) console.warn(['Likely mistakes in the configuration:', ...toLines(warnings)].join('\n'))
}

const toLines = (problems: Problem[]) => problems.map((problem) => `  ${formatProblem(problem)}`)

/** Where Next listens: it sets `PORT` before any of our code runs. */
export const port = () => Number(process.env.PORT)

/** Whether details for the operator must be hidden. */
export const isProduction = () => process.env.NODE_ENV === 'production'
