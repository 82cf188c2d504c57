import { isVariable, type SoundConfig, type Source, type Variable } from './read'

/** Like a problem, in words that never hold a value; it stops nothing. */
export type Warning = { variable: string; wrong: string; mend: string }

/** Settings that are legal and most likely a mistake: odd ids, and names that other tools read but this app does not. */
export function findWarnings(source: Source, { clientId, clientSecret }: SoundConfig): Warning[] {
  return [
    ...warnOfFormat('SPOTIFY_CLIENT_ID', 'a Client ID', clientId),
    ...warnOfFormat('SPOTIFY_CLIENT_SECRET', 'a Client secret', clientSecret),
    ...(clientSecret && clientSecret === clientId ? [sameTwice] : []),
    ...Object.keys(source).filter(isSet(source)).filter(isStray).sort().map(warnOfName),
  ]
}

// Customary and not promised by Spotify, so it warns and refuses nothing.
const usualFormat = /^[0-9a-f]{32}$/i

function warnOfFormat(variable: Variable, name: string, value: string | undefined): Warning[] {
  if (!value || usualFormat.test(value)) return []
  const mend = 'Spotify’s are 32 letters and digits, 0-9 and a-f: look again.'
  return [{ variable, wrong: `does not look like ${name}`, mend }]
}

const sameTwice: Warning = {
  variable: 'SPOTIFY_CLIENT_SECRET',
  wrong: 'is the same as SPOTIFY_CLIENT_ID',
  mend: 'Copy the Client secret from the dashboard; it is another text than the Client ID.',
}

const isSet = (source: Source) => (name: string) => Boolean(source[name]?.trim())

const isOfOtherTools = (name: string) => /^(?:NEXTAUTH|AUTH)_(?:URL|SECRET|SPOTIFY_ID|SPOTIFY_SECRET)$/.test(name)
const isPublicSecret = (name: string) =>
  /^NEXT_PUBLIC_(?:SPOTIFY_\w*(?:SECRET|PASSWORD|TOKEN)\w*|SESSION_PASSWORD|REDIS_URL)$/.test(name)

const isStray = (name: string) =>
  !isVariable(name) && (/^(?:NEXT_PUBLIC_)?SPOTIFY_\w+$/.test(name) || isOfOtherTools(name) || isPublicSecret(name))

function warnOfName(variable: string): Warning {
  const meant = meantBy(variable)
  if (isPublicSecret(variable)) {
    const mend = `Take it away${meant ? `, set ${meant},` : ''} and make a new secret if this one was ever published.`
    return { variable, wrong: 'begins with NEXT_PUBLIC_, so it would be in the code that every browser gets', mend }
  }
  return { variable, wrong: 'is not read by this app', mend: toMend(meant) }
}

function toMend(meant: Variable | undefined): string {
  if (!meant) return 'Leave it out, unless something else reads it.'
  return meant === 'APP_URL' ? 'Set APP_URL, to the public origin alone.' : `Set ${meant} in its place.`
}

function meantBy(name: string): Variable | undefined {
  const bare = name.replace(/^NEXT_PUBLIC_/, '')
  if (isVariable(bare)) return bare
  if (/REDIRECT|CALLBACK|AUTH_URL$/.test(bare)) return 'APP_URL'
  if (/^(?:NEXT)?AUTH_SECRET$/.test(bare)) return 'SESSION_PASSWORD'
  if (/SECRET$/.test(bare)) return 'SPOTIFY_CLIENT_SECRET'
  if (/_(?:CLIENT|APP)?ID$/.test(bare)) return 'SPOTIFY_CLIENT_ID'
  return undefined
}
