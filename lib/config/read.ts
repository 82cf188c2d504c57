import { z } from 'zod'

/** The origins of Spotify's accounts service and Web API. */
export const spotifyUrls = { accounts: 'https://accounts.spotify.com', api: 'https://api.spotify.com' }

/** Returns the options for a Zod check. Both strings appear in logs and on pages, so they must not contain the variable's value. */
const problem = (error: string, fix: string) => ({ error, params: { fix }, abort: true })

const required = (fix: string) =>
  z
    .string()
    .prefault('')
    .refine((value) => value !== '', problem('is not set', fix))

const isUnquoted = (value: string) => !/^["'`]|["'`]$/.test(value)
const quoted = problem('has quotation marks around it', 'Remove the quotation marks.')

const credential = (name: string) =>
  z
    .string()
    .refine(isUnquoted, quoted)
    .refine(
      (value) => !/[[\]<>]|^(your|undefined|null|changeme)/i.test(value),
      problem('is still a placeholder', `Replace it with the ${name} of your app.`),
    )
    .refine(
      (value) => /^[\x21-\x7e]+$/.test(value),
      problem('contains a space or an unexpected character', `Copy the ${name} again, without spaces.`),
    )

const generatePassword = 'Generate one with "openssl rand -base64 32".'

const passwords = z
  .string()
  .transform(parsePasswords)
  .refine(
    (map) => Object.keys(map).length > 0,
    problem(
      'is not a valid list of numbered passwords',
      'Use the format {"2":"the new password","1":"the old password"}.',
    ),
  )
  .refine(
    every((password) => password.length >= 32),
    problem('is shorter than 32 characters', `${generatePassword} In a .env file, a # ends the value.`),
  )
  .refine(
    every((password) => new Set(password).size > 7),
    problem('is too easy to guess', generatePassword),
  )
  .refine(
    every((password) => !/^[[<]/.test(password)),
    problem('is still a placeholder', generatePassword),
  )
  .refine(every(isUnquoted), quoted)

const url = (example: string) =>
  z
    .string()
    .refine((value) => URL.canParse(value), problem('is not a URL', `Use a URL like ${example}.`))
    .transform((value) => new URL(value))
    .refine(
      ({ pathname, search, hash, username, password }) =>
        pathname === '/' && !search && !hash && !username && !password,
      problem('contains more than an origin', `Use only the scheme, host name and port, like ${example}.`),
    )

/**
 * Whether Spotify accepts redirect URIs on this origin. Spotify doesn't accept `http://localhost`.
 * See https://developer.spotify.com/documentation/web-api/concepts/redirect_uri
 */
const isHttpsOrLoopback = ({ protocol, hostname }: URL) =>
  protocol === 'https:' || (protocol === 'http:' && (hostname === '127.0.0.1' || hostname === '[::1]'))

const appUrl = url('https://music.example.com')
  .refine(
    ({ hostname }) => !/(^|\.)localhost\.?$/.test(hostname),
    problem('uses localhost, which Spotify does not allow', 'Use http://127.0.0.1:3000 instead.'),
  )
  .refine(
    isHttpsOrLoopback,
    problem('is neither https nor a loopback address, so Spotify does not allow it', 'Use https, or http://127.0.0.1.'),
  )
  .transform(({ origin }) => origin)

const spotifyUrl = (spotifysOwn: string) =>
  url(spotifysOwn)
    .refine(
      isHttpsOrLoopback,
      problem('is neither https nor a loopback address', `Remove the variable to use ${spotifysOwn}.`),
    )
    .transform(({ origin }) => origin)
    .prefault(spotifysOwn)

const schema = z.object({
  clientId: required('Copy the Client ID of your app from https://developer.spotify.com/dashboard.').pipe(
    credential('Client ID'),
  ),
  /** A public client has no secret and uses only PKCE (RFC 8252, section 8.4). */
  clientSecret: credential('Client secret').exactOptional(),
  /** The password with the highest number encrypts new cookies. The other passwords only decrypt older cookies. */
  passwords: required(generatePassword).pipe(passwords),
  /** The app's public origin, without a trailing slash. */
  appUrl: required('Set it to the public origin of this app, like https://music.example.com.').pipe(appUrl),
  accountsUrl: spotifyUrl(spotifyUrls.accounts),
  apiUrl: spotifyUrl(spotifyUrls.api),
  redisUrl: z
    .string()
    .refine(
      (value) => /^rediss?:\/\/.+/.test(value) && URL.canParse(value),
      problem('is not a Redis URL', 'Use a URL like redis://127.0.0.1:6379, or remove the variable.'),
    )
    .exactOptional(),
})

const variables = {
  clientId: 'SPOTIFY_CLIENT_ID',
  clientSecret: 'SPOTIFY_CLIENT_SECRET',
  passwords: 'SESSION_PASSWORD',
  appUrl: 'APP_URL',
  accountsUrl: 'SPOTIFY_ACCOUNTS_URL',
  apiUrl: 'SPOTIFY_API_URL',
  redisUrl: 'REDIS_URL',
} as const satisfies Record<keyof Config, string>

export type Config = z.output<typeof schema>
export type Variable = (typeof variables)[keyof Config]
export type Environment = Readonly<Record<string, string | undefined>>

/** A problem with an environment variable, and how to fix it. */
export type Problem = { variable: string; problem: string; fix: string }

export type ConfigResult = {
  /** The complete configuration, or `null` if any variable has a problem. */
  config: Config | null
  problems: Problem[]
  /** The valid settings, even if other settings are invalid. */
  valid: Partial<Config>
}

/** Reads the configuration from environment variables. Returns the first problem of each invalid variable. Never throws. */
export function readConfig(environment: Environment): ConfigResult {
  const values = readValues(environment)
  const { data: config, error } = schema.safeParse(values)
  if (config) return { config, problems: [], valid: config }
  const invalid = Object.fromEntries(error.issues.map(({ path }) => [path[0], true]))
  const valid = schema.omit(invalid as Partial<Record<keyof Config, true>>).parse(values)
  return { config: null, problems: error.issues.map(toProblem), valid }
}

/** Whether this app reads an environment variable with this name. */
export const isVariable = (name: string): name is Variable => Object.values<string>(variables).includes(name)

export const formatProblem = ({ variable, problem, fix }: Problem) => `${variable} ${problem}. ${fix}`

/** Omits empty values, because hosting dashboards and `.env` files often contain empty entries. */
function readValues(environment: Environment): Partial<Record<keyof Config, string>> {
  const withAppUrl: Environment = { ...environment, APP_URL: environment.APP_URL?.trim() || defaultAppUrl(environment) }
  const values = Object.entries(variables).map(([key, variable]) => [key, withAppUrl[variable]?.trim()])
  return Object.fromEntries(values.filter(([, value]) => value))
}

function defaultAppUrl(environment: Environment): string | undefined {
  const { NODE_ENV, PORT = '', VERCEL_ENV, VERCEL_URL, VERCEL_PROJECT_PRODUCTION_URL } = environment
  // Vercel also sets VERCEL_PROJECT_PRODUCTION_URL for preview deployments, whose sign-ins must not end on the production site.
  // After `vercel env pull --environment=production`, VERCEL_URL is empty locally, but the other two variables are set.
  // See https://vercel.com/docs/environment-variables/system-environment-variables
  const productionDomain = VERCEL_ENV === 'production' && VERCEL_URL && VERCEL_PROJECT_PRODUCTION_URL?.trim()
  if (productionDomain) return `https://${productionDomain}`
  return NODE_ENV === 'production' ? undefined : `http://127.0.0.1:${/^\d+$/.test(PORT) ? PORT : '3000'}`
}

function toProblem(issue: z.core.$ZodIssue): Problem {
  const fix = issue.code === 'custom' ? String(issue.params?.fix) : ''
  return { variable: variables[issue.path[0] as keyof Config], problem: issue.message, fix }
}

/** Returns the passwords, keyed by number. A value that doesn't start with `{` is password number 1. */
function parsePasswords(value: string): Record<string, string> {
  if (!value.startsWith('{')) return { 1: value }
  try {
    return z.record(z.string().regex(/^[1-9]\d{0,5}$/), z.string()).parse(JSON.parse(value))
  } catch {
    return {}
  }
}

function every(isValid: (password: string) => boolean) {
  return (map: Record<string, string>) => Object.values(map).every(isValid)
}
