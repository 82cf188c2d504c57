import { z } from 'zod'

export type Variable =
  | 'SPOTIFY_CLIENT_ID'
  | 'SPOTIFY_CLIENT_SECRET'
  | 'SESSION_PASSWORD'
  | 'APP_URL'
  | 'SPOTIFY_ACCOUNTS_URL'
  | 'SPOTIFY_API_URL'
  | 'REDIS_URL'

export type Config = {
  clientId: string
  /** Absent for a public client, which signs in by PKCE alone (RFC 8252, section 8.4). */
  clientSecret?: string
  /** By number; the highest seals, all open. */
  passwords: Readonly<Record<string, string>>
  /** The public origin, without a slash at the end. */
  appUrl: string
  accountsUrl: string
  apiUrl: string
  redisUrl?: string
}

/** What is wrong with one variable and how to mend it, in words that never hold its value. */
export type Problem = { variable: Variable; wrong: string; mend: string }

/** What is in order by itself, whatever is wrong with the rest. */
export type SoundConfig = { [Key in keyof Config]?: Config[Key] | undefined }

export type ConfigResult =
  | { kind: 'ready'; config: Config }
  | { kind: 'broken'; problems: Problem[]; sound: SoundConfig }

export type Source = Readonly<Record<string, string | undefined>>

const passwordMinimum = 32
const isLoopbackAddress = (hostname: string) => hostname === '127.0.0.1' || hostname === '[::1]'

/** A rule's message is "what is wrong|how to mend it", so that zod carries both to the setup page. */
const rule = (wrong: string, mend: string) => `${wrong}|${mend}`

const notPlaceholder = (value: string) => !/[[\]<>]|^(your|undefined|null|changeme)/i.test(value)
const notQuoted = (value: string) => !/^["'`]|["'`]$/.test(value)

const credential = (name: string) =>
  z
    .string(rule('is not set', `Copy the ${name} of your app from https://developer.spotify.com/dashboard.`))
    .refine(notQuoted, rule('has quotation marks around it', 'Write the value without quotation marks.'))
    .refine(notPlaceholder, rule('still holds a sample value', `Put the ${name} of your app in its place.`))
    .regex(/^[\x21-\x7e]+$/, rule('holds a space or an odd character', `Copy the ${name} again, without spaces.`))

const passwordMend = 'Make one with "openssl rand -base64 32".'
const password = z
  .string()
  .min(
    passwordMinimum,
    rule(`is shorter than ${passwordMinimum} characters`, `${passwordMend} In an .env file, a # ends a value.`),
  )
  .refine((value) => new Set(value).size > 7, rule('is too easy to guess', passwordMend))
  .refine((value) => !/^[[<]/.test(value), rule('still holds a sample value', passwordMend))
  .refine(notQuoted, rule('has quotation marks around it', 'Write the value without quotation marks.'))

const passwordIds = z.string().regex(/^[1-9]\d{0,5}$/)
const passwordMapMend =
  'Number the passwords like {"2":"the new one","1":"the old one"}, each of 32 characters or more.'

const passwords = z.string(rule('is not set', passwordMend)).transform((value, context) => {
  const parsed = value.startsWith('{') ? parseJson(value) : { 1: value }
  const map = z.record(passwordIds, password).safeParse(parsed)
  if (map.success && Object.keys(map.data).length > 0) return withoutPrototype(map.data)
  const simple = value.startsWith('{') ? undefined : map.error?.issues[0]?.message
  context.addIssue(simple ?? rule('is not a list of numbered passwords', passwordMapMend))
  return z.NEVER
})

/** Spotify takes no `localhost` and no http but on a loopback address (https://developer.spotify.com/documentation/web-api/concepts/redirect_uri). */
const appUrl = z
  .string(rule('is not set', 'Set it to the public origin of this app, like https://music.example.com.'))
  .transform(toOrigin)
  .superRefine(({ url }, context) => {
    if (!url) context.addIssue(rule('is not an address', 'Write it like https://music.example.com.'))
    else if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
      context.addIssue(rule('is more than an origin', 'Leave out everything after the host name and port.'))
    else if (/(^|\.)localhost\.?$/.test(url.hostname))
      context.addIssue(rule('says localhost, which Spotify refuses', 'Write http://127.0.0.1:3000 in its place.'))
    else if (url.protocol !== 'https:' && !(url.protocol === 'http:' && isLoopbackAddress(url.hostname)))
      context.addIssue(
        rule('is neither https nor a loopback address, so Spotify refuses it', 'Use https, or http://127.0.0.1:PORT.'),
      )
  })
  .transform(({ url }) => url?.origin ?? '')

const serviceUrl = (fallback: string) =>
  z
    .string()
    .default(fallback)
    .transform(toOrigin)
    .superRefine(({ url }, context) => {
      const allowed =
        url && (url.protocol === 'https:' || (url.protocol === 'http:' && isLoopbackAddress(url.hostname)))
      if (!allowed)
        context.addIssue(
          rule('is neither an https address nor one on a loopback address', `Leave it out to use ${fallback}.`),
        )
      else if (url.pathname !== '/' || url.search || url.hash || url.username || url.password)
        context.addIssue(rule('is more than an origin', 'Leave out everything after the host name and port.'))
    })
    .transform(({ url }) => url?.origin ?? '')

const redisUrl = z
  .string()
  .refine(
    (value) => /^rediss?:\/\/.+/.test(value) && URL.canParse(value),
    rule('is not a Redis address', 'Write it like redis://127.0.0.1:6379, or leave it out.'),
  )

/** Where Spotify itself is. */
export const spotifyUrls = { accounts: 'https://accounts.spotify.com', api: 'https://api.spotify.com' }

const schema = z.object({
  SPOTIFY_CLIENT_ID: credential('Client ID'),
  SPOTIFY_CLIENT_SECRET: credential('Client secret').optional(),
  SESSION_PASSWORD: passwords,
  APP_URL: appUrl,
  SPOTIFY_ACCOUNTS_URL: serviceUrl(spotifyUrls.accounts),
  SPOTIFY_API_URL: serviceUrl(spotifyUrls.api),
  REDIS_URL: redisUrl.optional(),
})

/** Reads and checks every variable. `source` is the environment; nothing else is looked at. */
export function readConfig(source: Source): ConfigResult {
  const given = { ...filled(source), APP_URL: appUrlOf(source) }
  const parsed = schema.safeParse(given)
  if (!parsed.success) return { kind: 'broken', problems: toProblems(parsed.error), sound: readSound(given) }
  const value = parsed.data
  return {
    kind: 'ready',
    config: {
      clientId: value.SPOTIFY_CLIENT_ID,
      ...(value.SPOTIFY_CLIENT_SECRET && { clientSecret: value.SPOTIFY_CLIENT_SECRET }),
      passwords: value.SESSION_PASSWORD,
      appUrl: value.APP_URL,
      accountsUrl: value.SPOTIFY_ACCOUNTS_URL,
      apiUrl: value.SPOTIFY_API_URL,
      ...(value.REDIS_URL && { redisUrl: value.REDIS_URL }),
    },
  }
}

function readSound(given: Source): SoundConfig {
  const { shape } = schema
  return {
    clientId: shape.SPOTIFY_CLIENT_ID.safeParse(given.SPOTIFY_CLIENT_ID).data,
    clientSecret: shape.SPOTIFY_CLIENT_SECRET.safeParse(given.SPOTIFY_CLIENT_SECRET).data,
    passwords: shape.SESSION_PASSWORD.safeParse(given.SESSION_PASSWORD).data,
    appUrl: shape.APP_URL.safeParse(given.APP_URL).data,
    accountsUrl: shape.SPOTIFY_ACCOUNTS_URL.safeParse(given.SPOTIFY_ACCOUNTS_URL).data,
    apiUrl: shape.SPOTIFY_API_URL.safeParse(given.SPOTIFY_API_URL).data,
    redisUrl: shape.REDIS_URL.safeParse(given.REDIS_URL).data,
  }
}

/** Whether this app reads a variable of this name. */
export const isVariable = (name: string): name is Variable => Object.hasOwn(schema.shape, name)

/** A variable set to nothing counts as left out: hosts and `.env` files often have such lines. */
function filled(source: Source): Source {
  return Object.fromEntries(
    Object.keys(schema.shape).map((name) => [name, source[name]?.trim() ? source[name].trim() : undefined]),
  )
}

function appUrlOf(source: Source): string | undefined {
  const given = source.APP_URL?.trim()
  if (given) return given
  const vercelDomain = source.VERCEL_PROJECT_PRODUCTION_URL?.trim()
  if (vercelDomain && isVercelProduction(source)) return `https://${vercelDomain}`
  return source.NODE_ENV === 'production'
    ? undefined
    : `http://127.0.0.1:${/^\d+$/.test(source.PORT ?? '') ? source.PORT : '3000'}`
}

/**
 * Whether this is a production deployment: previews and laptops know the production domain too, but a sign-in that starts
 * there must not end there. `vercel env pull --environment=production` writes `VERCEL_ENV` as well, and leaves the
 * deployment's own address empty (https://vercel.com/docs/environment-variables/system-environment-variables).
 */
const isVercelProduction = ({ VERCEL_ENV, VERCEL_URL }: Source) => VERCEL_ENV === 'production' && Boolean(VERCEL_URL)

function toProblems(error: z.ZodError): Problem[] {
  // The first fault of each: what comes after it often follows from it.
  const first = new Map(error.issues.toReversed().map(({ path, message }) => [path[0] as Variable, message]))
  return [...first].toReversed().map(([variable, message]) => {
    const [wrong = 'is wrong', mend = ''] = message.split('|')
    return { variable, wrong, mend }
  })
}

function toOrigin(value: string): { url: URL | null } {
  return { url: URL.canParse(value) ? new URL(value) : null }
}

/** So that a password id from a cookie, like `__proto__`, finds nothing. */
function withoutPrototype(map: Record<string, string>): Readonly<Record<string, string>> {
  return Object.freeze(Object.assign(Object.create(null), map))
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return null
  }
}
