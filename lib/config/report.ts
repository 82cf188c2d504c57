import 'server-only'
import { absoluteUrl, callbackPath } from '@/lib/urls'
import { readEnvironment } from './server'

/** At start: what is wrong with the configuration and how to mend it, or the redirect URI that Spotify must know. */
export function reportConfiguration(): void {
  const environment = readEnvironment()
  if (environment.kind === 'ready') {
    console.info(
      `Redirect URI, to be listed in Spotify's dashboard: ${absoluteUrl(environment.config.appUrl, callbackPath)}`,
    )
    return
  }
  const lines = environment.problems.map(({ variable, wrong, mend }) => `  ${variable} ${wrong}. ${mend}`)
  console.error(['Nobody can sign in yet:', ...lines].join('\n'))
}
