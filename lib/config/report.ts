import 'server-only'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { readEnvironment, readWarnings } from './server'

/** At start: what is wrong with the configuration and how to mend it, or the redirect URI that Spotify must know. */
export function reportConfiguration(): void {
  const environment = readEnvironment()
  if (environment.kind === 'ready')
    console.info(
      `Redirect URI, to be listed in Spotify's dashboard: ${absoluteUrl(environment.config.appUrl, callbackPath)}`,
    )
  else console.error(['Nobody can sign in yet:', ...environment.problems.map(toLine)].join('\n'))
  const warnings = readWarnings()
  if (warnings.length > 0)
    console.warn(['This stops nothing, but look at it again:', ...warnings.map(toLine)].join('\n'))
}

const toLine = ({ variable, wrong, mend }: { variable: string; wrong: string; mend: string }) =>
  `  ${variable} ${wrong}. ${mend}`
