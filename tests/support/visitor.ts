import { request as send } from 'node:http'
import type { Running } from '../../scripts/processes.ts'
import type { PersonId } from '../emulator/data/people.ts'
import type { Servers } from './servers.ts'

type ServersOrInstances = Servers & { instances?: Running[] }

type View = { status: number; body: string; hops: number }

type Answer = { status: number; location: string | undefined; cookies: string[]; body: string }

/**
 * A visitor that sends requests without a browser. Stores the cookies of each response and follows redirects, including the
 * meta refresh that Next writes into a streamed page. By default, sends each request to a random instance, as a load balancer
 * would.
 */
export class Visitor {
  readonly cookies: Map<string, string>
  /** The index of the app instance that receives the requests, or `null` to choose a random instance for each request. */
  instance: number | null = null
  readonly #servers: ServersOrInstances
  readonly #publicUrl: string

  constructor(servers: ServersOrInstances, cookies: Iterable<[string, string]> = []) {
    this.#servers = servers
    this.#publicUrl = servers.app.origin
    this.cookies = new Map(cookies)
  }

  /** Signs in as this user. Spotify tells the app that the access token expires after `tokenSeconds`, but accepts it for longer. */
  async signIn(person: PersonId, tokenSeconds?: number): Promise<void> {
    const { settings } = this.#servers.spotify
    const { expiresIn } = settings
    if (tokenSeconds) settings.expiresIn = { says: tokenSeconds }
    await this.send(await this.agree(person))
    settings.expiresIn = expiresIn
  }

  /** Agrees on the consent page and returns the callback path without opening it. */
  async agree(person: PersonId): Promise<string> {
    return this.agreeTo(await this.startSignIn(), person)
  }

  /** Starts a sign-in and returns the Spotify URL that the app redirects to. */
  async startSignIn(): Promise<string> {
    return (await this.send('/api/auth/login?returnTo=/account')).location ?? ''
  }

  async agreeTo(authorizeUrl: string, person: PersonId): Promise<string> {
    const query = new URL(authorizeUrl).search.slice(1)
    const body = new URLSearchParams({ query, person, answer: 'agree' })
    const agreed = await fetch(`${this.#servers.spotifyOrigin}/authorize`, { method: 'POST', body, redirect: 'manual' })
    const callback = new URL(agreed.headers.get('location') ?? '')
    return callback.pathname + callback.search
  }

  /** Signs out by sending the same request as the form on the account page. */
  async signOut(): Promise<void> {
    await this.send('/api/auth/logout', 'POST')
  }

  async visit(path: string, hops = 0): Promise<View> {
    const answer = await this.send(path)
    const next = answer.location ?? answer.body.match(/http-equiv="refresh" content="\d+;url=([^"]+)"/)?.[1]
    if (!next || hops > 20) return { status: answer.status, body: answer.body, hops }
    const url = new URL(next.replaceAll('&amp;', '&'), this.#publicUrl)
    return this.visit(url.pathname + url.search, hops + 1)
  }

  /** Sends one request without following redirects. */
  send(path: string, method = 'GET', extraHeaders: Record<string, string> = {}): Promise<Answer> {
    const { app, instances = [app] } = this.#servers
    const instance = instances[this.instance ?? Math.floor(Math.random() * instances.length)]
    const { hostname, port } = new URL(instance?.origin ?? this.#publicUrl)
    const headers = {
      host: new URL(this.#publicUrl).host,
      origin: this.#publicUrl,
      cookie: this.#cookieHeader(),
      ...extraHeaders,
    }
    return new Promise((resolve, reject) => {
      const request = send({ hostname, port, path, method, headers, agent: false }, async (response) => {
        // Like a browser, stores a response's cookies before the body arrives.
        const { location, 'set-cookie': cookies = [] } = response.headers
        if (setsCookieTwice(cookies)) reject(new Error(`${path} sets a cookie twice`))
        for (const cookie of cookies) this.#keep(cookie)
        const body = (await response.setEncoding('utf8').toArray()).join('')
        resolve({ status: response.statusCode ?? 0, location, cookies, body })
      })
      request.on('error', reject).end()
    })
  }

  #cookieHeader(): string {
    return [...this.cookies].map(([name, value]) => `${name}=${value}`).join('; ')
  }

  #keep(cookie: string): void {
    const [pair = '', ...attributes] = cookie.split(';')
    const [name = '', value = ''] = pair.split(/=(.*)/s)
    if (attributes.some((attribute) => /^ ?(Max-Age=0|Expires=Thu, 01 Jan 1970)/.test(attribute)))
      this.cookies.delete(name)
    else this.cookies.set(name, value)
  }
}

/**
 * Whether two `Set-Cookie` lines of a response set the same cookie. Hosts differ in whether they send the proxy's or the route
 * handler's lines first, so such a response would have different effects on different hosts.
 */
export function setsCookieTwice(lines: string[]): boolean {
  const names = lines.map((line) => line.split('=')[0])
  return new Set(names).size < names.length
}
