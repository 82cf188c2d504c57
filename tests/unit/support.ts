import type { Config } from '@/lib/config/read'
import { parseAttempt } from '@/lib/session/attempt'
import { createContext, createMemory, type SessionContext } from '@/lib/session/context'
import { type CookieJar, type CookieOptions, readSessionCookie, writeSessionCookie } from '@/lib/session/cookies'
import { unseal } from '@/lib/session/seal'
import { createSession, type Session } from '@/lib/session/session'
import { finishSignIn, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import { parseScopes } from '@/lib/spotify/scopes'
import { type PersonId, personOf } from '../emulator/data/people.ts'
import { createEmulator, type Emulator, type GrantOptions } from '../emulator/emulator.ts'

export const spotifyUrl = 'http://127.0.0.1:4000'
export const appUrl = 'http://127.0.0.1:3000'
export const callbackUrl = `${appUrl}/api/auth/callback`
export const clientId = '57a6ed0057a6ed0057a6ed0057a6ed00'
export const clientSecret = '5ec2e7005ec2e7005ec2e7005ec2e700'
export const oldPassword = 'the-old-password-of-some-32-characters'
export const newPassword = 'a-new-password-of-at-least-32-characters'
export const playlistScopes = ['playlist-read-private', 'playlist-read-collaborative']
export const day = 86_400_000

export const config: Config = {
  clientId,
  clientSecret,
  passwords: { 1: oldPassword },
  appUrl,
  accountsUrl: spotifyUrl,
  apiUrl: spotifyUrl,
}

export type Clock = { ms: number }
export type TestSetup = { emulator: Emulator; clock: Clock; context: SessionContext; jar: TestJar }

/** Returns an emulator, a session context that uses it, the clock that they share, and an empty cookie jar. */
export function createSetup(changes: Partial<Config> = {}): TestSetup {
  const clock = { ms: Date.UTC(2026, 10, 24, 12) }
  const now = () => clock.ms
  const app = { clientId, clientSecret, redirectUris: [callbackUrl] }
  const emulator = createEmulator({ origin: spotifyUrl, ...app, now })
  const context = createContext({
    config: { ...config, ...changes },
    memory: createMemory(now),
    fetch: emulator.fetch,
    now,
    pause: pauseBy(clock),
  })
  return { emulator, clock, context, jar: new TestJar() }
}

/**
 * Returns a function that advances the clock instead of waiting. First, it lets pending asynchronous work, such as sealing, run.
 */
export const pauseBy = (clock: Clock) => async (ms: number) => {
  const untilMs = clock.ms + ms
  await new Promise((resolve) => setImmediate(resolve))
  await crypto.subtle.digest('SHA-256', new Uint8Array())
  clock.ms = Math.max(clock.ms, untilMs)
}

/** A browser's cookies. Setting a cookie with `maxAge: 0` removes the cookie. */
export class TestJar implements CookieJar {
  readonly cookies: Map<string, string>
  readonly written: { name: string; value: string; options: CookieOptions }[] = []

  constructor(cookies: Iterable<[string, string]> = []) {
    this.cookies = new Map(cookies)
  }

  get(name: string) {
    const value = this.cookies.get(name)
    return value === undefined ? undefined : { value }
  }

  getAll() {
    return [...this.cookies].map(([name, value]) => ({ name, value }))
  }

  set(name: string, value: string, options: CookieOptions) {
    this.written.push({ name, value, options })
    if (options.maxAge > 0) this.cookies.set(name, value)
    else this.cookies.delete(name)
  }

  /** Returns a copy of the cookies for one request. Later changes to the original cookies do not affect the copy. */
  copy = () => new TestJar(this.cookies)
  names = () => [...this.cookies.keys()]
  attempts = () => this.names().filter((name) => name.includes('login.'))
  header = () => [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
}

/** Returns the session that a sign-in by this user would create. */
export function sessionOf(setup: TestSetup, person: PersonId = 'mira', options: GrantOptions = {}): Session {
  const grant = setup.emulator.grantFor(person, { scopes: playlistScopes, ...options })
  const { accessToken, refreshToken, expiresInSeconds, scope } = grant
  const { id, accountId, displayName } = personOf(person)
  const profile = { id, accountId, name: displayName, pictureUrl: null, spotifyUrl: null }
  const gone = { country: null, product: null, followerCount: null }
  const tokens = { accessToken, refreshToken, expiresInSeconds, scopes: parseScopes(scope) }
  return createSession(tokens, { ...profile, ...gone }, options.consentedAtMs ?? setup.clock.ms)
}

/** Writes a session for this user to the browser's cookies, and reads the session back. */
export async function signedIn(
  setup: TestSetup,
  person: PersonId = 'mira',
  options: GrantOptions = {},
): Promise<Session> {
  await writeSessionCookie(setup.context, setup.jar, sessionOf(setup, person, options))
  return sessionIn(setup)
}

/** Returns the session in these cookies, by default in those of the setup's browser. */
export async function sessionIn(setup: TestSetup, jar: CookieJar = setup.jar): Promise<Session> {
  const session = await readSessionCookie(setup.context, jar)
  if (!session) throw new Error('This browser has no session')
  return session
}

/** Returns how many token requests the emulator has received. */
export const tokenRequests = ({ emulator }: TestSetup) =>
  emulator.requests().filter(({ path }) => path === '/api/token').length

/** Presses a button on the consent page and returns the query of the callback URL. */
export async function press(
  { emulator }: TestSetup,
  address: URL,
  { person = 'mira', answer = 'agree' }: { person?: PersonId; answer?: 'agree' | 'cancel' } = {},
): Promise<URLSearchParams> {
  const body = new URLSearchParams({ query: address.search.slice(1), person, answer })
  const response = await emulator.fetch(new URL('/authorize', address), { method: 'POST', body })
  const location = response.headers.get('location')
  if (!location) throw new Error(`Spotify answered ${response.status}: ${await response.text()}`)
  return new URL(location).searchParams
}

/** Signs in, then advances the clock until the access token has `leftMs` milliseconds left. */
export async function withTokenLeft(leftMs: number): Promise<TestSetup> {
  const setup = createSetup()
  await signedIn(setup)
  setup.clock.ms += 3_600_000 - leftMs
  return setup
}

const plain: SignInRequest = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }

/** Starts a sign-in and returns the URL of Spotify's consent page. */
export const start = ({ context, jar }: TestSetup, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { ...plain, ...request })

export const finish = ({ context, jar }: TestSetup, callback: URLSearchParams) => finishSignIn(context, jar, callback)

/** Returns the sign-in attempt from the cookie with this name, or from the newest attempt cookie by default. */
export async function attemptIn({ jar }: TestSetup, name = jar.attempts().at(-1) ?? '') {
  const attempt = parseAttempt(await unseal(config.passwords, 'attempt', jar.get(name)?.value ?? ''))
  if (!attempt) throw new Error('This browser has no sign-in attempt')
  return attempt
}

/**
 * Signs a visitor in, then gives consent for a second sign-in. Returns the current session cookie as `before`, and the second
 * sign-in's callback, which the app has not handled yet.
 */
export async function backAgain() {
  const setup = createSetup()
  await signedIn(setup, 'ada')
  const callback = await press(setup, await start(setup))
  return { setup, callback, before: setup.jar.get('session')?.value }
}
