import { type Config, type Environment, isVariable, type Problem, type Variable } from './read'

/**
 * Returns warnings about settings that are valid but probably wrong: credentials in an unexpected format, a Client secret that is
 * the same as the Client ID, and variables that look like this app's settings but aren't.
 */
export function getConfigWarnings(environment: Environment, { clientId, clientSecret }: Partial<Config>): Problem[] {
  const unknown = Object.keys(environment).filter((name) => environment[name]?.trim() && isUnknownVariable(name))
  return [
    ...checkFormat('SPOTIFY_CLIENT_ID', 'a Client ID', clientId),
    ...checkFormat('SPOTIFY_CLIENT_SECRET', 'a Client secret', clientSecret),
    ...(clientSecret && clientSecret === clientId ? [sameValue] : []),
    ...unknown.sort().map(toWarning),
  ]
}

function checkFormat(variable: Variable, name: string, value: string | undefined): Problem[] {
  // Spotify doesn't guarantee the format of its credentials, so an unexpected format results in a warning rather than an error.
  if (!value || /^[0-9a-f]{32}$/i.test(value)) return []
  const fix = 'Spotify uses 32 hexadecimal characters (0-9 and a-f). Check that you copied all of it.'
  return [{ variable, problem: `does not look like ${name}`, fix }]
}

const sameValue: Problem = {
  variable: 'SPOTIFY_CLIENT_SECRET',
  problem: 'is the same as SPOTIFY_CLIENT_ID',
  fix: 'Copy the Client secret of your app from https://developer.spotify.com/dashboard.',
}

const isAuthJsVariable = (name: string) => /^(?:NEXTAUTH|AUTH)_(?:URL|SECRET|SPOTIFY_ID|SPOTIFY_SECRET)$/.test(name)
const isPublicSecret = (name: string) =>
  /^NEXT_PUBLIC_(?:SPOTIFY_\w*(?:SECRET|PASSWORD|TOKEN)\w*|SESSION_PASSWORD|REDIS_URL)$/.test(name)

const isUnknownVariable = (name: string) =>
  !isVariable(name) && (/^(?:NEXT_PUBLIC_)?SPOTIFY_\w+$/.test(name) || isAuthJsVariable(name) || isPublicSecret(name))

function toWarning(variable: string): Problem {
  const intended = intendedVariable(variable)
  if (isPublicSecret(variable)) {
    const fix = `Remove it${intended ? `, set ${intended} instead,` : ''} and generate a new secret if it was ever published.`
    return { variable, problem: 'starts with NEXT_PUBLIC_, which exposes it to every browser', fix }
  }
  return { variable, problem: 'is not read by this app', fix: toFix(intended) }
}

function toFix(intended: Variable | undefined): string {
  if (!intended) return 'Remove it, unless another program reads it.'
  return intended === 'APP_URL' ? 'Set APP_URL instead, to the public origin only.' : `Set ${intended} instead.`
}

/** Returns the variable that the developer probably meant to set, or `undefined` if there is no likely candidate. */
function intendedVariable(name: string): Variable | undefined {
  const bare = name.replace(/^NEXT_PUBLIC_/, '')
  if (isVariable(bare)) return bare
  if (/REDIRECT|CALLBACK|AUTH_URL$/.test(bare)) return 'APP_URL'
  if (/^(?:NEXT)?AUTH_SECRET$/.test(bare)) return 'SESSION_PASSWORD'
  if (/SECRET$/.test(bare)) return 'SPOTIFY_CLIENT_SECRET'
  if (/_(?:CLIENT|APP)?ID$/.test(bare)) return 'SPOTIFY_CLIENT_ID'
  return undefined
}
