import 'server-only'
import { absoluteUrl, callbackPath } from '@/lib/session/urls'
import { formatProblem, type Problem } from './read'
import { configResult, environment } from './server'
import { getConfigWarnings } from './warnings'

/** Returns warnings about settings that are valid but probably wrong. */
export const configWarnings = (): Problem[] => getConfigWarnings(environment(), configResult().valid)

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
