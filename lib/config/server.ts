import 'server-only'
import { absoluteUrl } from '@/lib/http/urls'
import { callbackPath } from '@/lib/session/urls'
import { type Config, type ConfigResult, formatProblem, type Problem, readConfig } from './read'
import { getConfigWarnings } from './warnings'

let result: ConfigResult | undefined

/** Returns this process's configuration and any problems found in it. Reads the environment variables only once. */
export function configResult(): ConfigResult {
  result ??= readConfig(process.env)
  return result
}

/**
 * Returns the configuration, or `null` if any variable has a problem. As long as any variable has a problem, visitors who try to
 * sign in see the setup page.
 */
export const config = (): Config | null => configResult().config

/** Returns warnings about settings that are valid but probably wrong. */
export const configWarnings = (): Problem[] => getConfigWarnings(process.env, configResult().valid)

/**
 * Logs the redirect URI to register with Spotify or, if the configuration is invalid, the problems to fix. Also logs any warnings.
 */
export function logConfiguration(): void {
  const { config, problems } = configResult()
  if (config) console.info(`Redirect URI to add in Spotify's dashboard: ${absoluteUrl(config.appUrl, callbackPath)}`)
  else console.error(['Sign-in does not work yet:', ...toLines(problems)].join('\n'))
  const warnings = configWarnings()
  if (warnings.length > 0) console.warn(['Likely mistakes in the configuration:', ...toLines(warnings)].join('\n'))
}

const toLines = (problems: Problem[]) => problems.map((problem) => `  ${formatProblem(problem)}`)

/** Returns the port that Next.js listens on. Next.js sets `PORT` before it runs the app's code. */
export const port = () => Number(process.env.PORT)

/** Whether the app is running in production, where visitors must not see details meant for developers. */
export const isProduction = () => process.env.NODE_ENV === 'production'
