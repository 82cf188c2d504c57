import { setTimeout as sleep } from 'node:timers/promises'
import { z } from 'zod'
import { isScope } from './accounts/authorize-request.ts'
import type { TokenStore } from './accounts/tokens.ts'
import type { PlaylistStore } from './data/library.ts'
import type { ActiveFaults, Call } from './faults/faults.ts'
import { playings } from './listening/data.ts'

export const settingsSchema = z.strictObject({
  /** Whether each refresh issues a new refresh token and revokes the old one. */
  rotation: z.boolean().default(false),
  /** The lifetime of new access tokens, in seconds. */
  accessTokenSeconds: z.int().positive().default(3600),
  /** The `expires_in` value in token responses: `true` sends the real lifetime, and `absent` omits the field. */
  expiresIn: z.union([z.enum(['true', 'absent']), z.strictObject({ says: z.unknown() })]).default('true'),
  /** Scopes to leave out of new tokens, even if the user has granted them. */
  withheldScopes: z.array(z.string().refine(isScope, 'is not a scope')).default([]),
  /** Whether scripts on other sites can read pictures (CORS). */
  readablePictures: z.boolean().default(true),
  /** The kind of item that all users are currently playing, or `usual` for each user's default kind. */
  playing: z.enum(['usual', ...playings]).default('usual'),
})

export type Settings = z.output<typeof settingsSchema>

export type App = {
  name: string
  clientId: string
  clientSecret: string
  redirectUris: string[]
}

export type LoggedRequest = Call & {
  /** The time when the request arrived, in milliseconds, according to the emulator's clock. */
  at: number
  method: string
  query: Record<string, string>
  /** The names of the faults that applied to the request. */
  faults?: string[]
  /** The status code, or 0 if there is no response yet or the connection was closed without one. */
  status: number
  /** The `sp-trace-id` header of the response. */
  traceId?: string
}

/** The state shared by all routes of an emulator. */
export type EmulatorState = {
  app: App
  settings: Settings
  tokenStore: TokenStore
  faults: ActiveFaults
  /** The last 1,000 calls to the accounts service and the Web API, oldest first. */
  requests: LoggedRequest[]
  playlists: PlaylistStore
  links: Links
  waits: Waits
  now: () => number
}

export type Picture = { url: string; height: number | null; width: number | null }

/** Builds the absolute URLs in the emulator's responses. */
export function linksFrom(origin: () => string) {
  const picture = (seed: string) => `${origin()}/pictures/${encodeURIComponent(seed)}`
  return {
    origin,
    api: (path: string) => `${origin()}/v1${path}`,
    open: (kind: string, id: string) => `${origin()}/open/${kind}/${encodeURIComponent(id)}`,
    picture,
    /** Returns a picture in the sizes that Spotify offers. */
    pictures: (seed: string): Picture[] =>
      [640, 300, 60].map((size) => ({ url: `${picture(seed)}?size=${size}`, height: size, width: size })),
  }
}

export type Links = ReturnType<typeof linksFrom>

/** The error that Node's `fetch` throws when the server closes the connection. */
export class ConnectionCut extends TypeError {
  constructor() {
    super('fetch failed', { cause: new Error('the emulator closed the connection') })
  }
}

/** Cancels pending waits when the emulator is stopped or reset, so no timers keep running. */
export class Waits {
  #ending = new AbortController()
  /** Keeps each request, because Node 24 could otherwise garbage-collect the request before its abort signal fires. */
  readonly #requests = new WeakMap<AbortSignal, Request>()

  /** Returns a signal that aborts when the client disconnects or the emulator is stopped or reset. */
  signalFor(request: Request): AbortSignal {
    const ended = AbortSignal.any([request.signal, this.#ending.signal])
    this.#requests.set(ended, request)
    return ended
  }

  cutAll(): void {
    this.#ending.abort(new ConnectionCut())
    this.#ending = new AbortController()
  }
}

/** Waits for `delayMs` milliseconds or until `enough` aborts. Throws an error if `ended` aborts first. */
export async function pause(delayMs: number, ended: AbortSignal, enough?: AbortSignal): Promise<void> {
  const signal = enough ? AbortSignal.any([ended, enough]) : ended
  await sleep(delayMs, undefined, { signal }).catch(() => ended.throwIfAborted())
}
