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

/** The configuration, or `null` if there is a problem. Visitors then see the setup page. */
export const config = (): Config | null => configResult().config

/** Returns settings that are allowed but most likely a mistake. */
export const configWarnings = (): Problem[] => getConfigWarnings(process.env, configResult().valid)

/** Logs problems and warnings, or the redirect URI to register with Spotify. */
export function logConfiguration(): void {
  const { config, problems } = configResult()
  if (config) console.info(`Redirect URI to add in Spotify's dashboard: ${absoluteUrl(config.appUrl, callbackPath)}`)
  else console.error(['Sign-in does not work yet:', ...toLines(problems)].join('\n'))
  const warnings = configWarnings()
  if (warnings.length > 0) console.warn(['Likely mistakes in the configuration:', ...toLines(warnings)].join('\n'))
}

const toLines = (problems: Problem[]) => problems.map((problem) => `  ${formatProblem(problem)}`)

/** The port that Next listens on. Next sets `PORT` before it runs any of our code. */
export const port = () => Number(process.env.PORT)

/** Whether details for the operator must be hidden. */
export const isProduction = () => process.env.NODE_ENV === 'production'
