import { z } from 'zod'
import { tokenError } from '../accounts/token-endpoint.ts'
import { apiError, plainText, refusedToken } from '../api/endpoints.ts'
import { ConnectionCut, type EmulatorState, pause } from '../state.ts'

/** The request that a fault applies to. */
export type Exchange = {
  state: EmulatorState
  url: URL
  ended: AbortSignal
  /** Aborts when `slow` faults are cleared. */
  slowCleared: AbortSignal
  /** Cuts off a response by closing the socket or, in memory, by making the stream fail. */
  hangUp: (controller: ReadableStreamDefaultController, reason: unknown) => void
  /** Returns the response that the client would get without the fault. */
  pass: () => Promise<Response>
}

type Kind<Parameters extends z.ZodRawShape> = {
  /** The fault's usual place: `accounts`, `token`, `authorize`, `api` (default) or the beginning of a path. */
  where?: string
  /** The grant type of the token requests that the fault applies to. */
  grantType?: string
  title: string
  says: string
  /** The error code that the app shows, or `null` if the fault only slows the page down. */
  code: string | null
  /** Extra parameters that the panel sends when you switch on the fault. */
  panel?: Record<string, string>
  /** How to see the fault's effect if opening another page is not enough. */
  toSee?: string
  parameters?: Parameters
  answer: (fault: z.output<z.ZodObject<Parameters>>, exchange: Exchange) => Response | Promise<Response>
}

/** Defines a fault: its parameters, its description on the panel, and the response that it causes. */
export function fault<Parameters extends z.ZodRawShape = Record<never, never>>({
  where = 'api',
  parameters = {} as Parameters,
  ...kind
}: Kind<Parameters>) {
  return { ...kind, where, parameters }
}

export const retryAfter = z.union([z.number(), z.string(), z.null()])

export const atNextSignIn = 'To see it, sign in again.'
const afterExpiry = 'To see it, press "Expire access tokens now" below, then open a page.'

const withoutPremium =
  'Active premium subscription required for the owner of the app. When the subscription status changes, it can take a few hours before requests are allowed again.'

/** The errors that every app meets sooner or later, outages and delays. */
export const spotifyErrors = {
  slow: fault({
    title: 'Slow',
    says: 'The API takes three seconds to respond.',
    code: null,
    parameters: { delayMs: z.number().nonnegative().default(3000) },
    answer: async ({ delayMs }, { ended, slowCleared, pass }) => {
      await pause(delayMs, ended, slowCleared)
      return pass()
    },
  }),
  server_error: fault({
    title: 'Server error',
    says: 'The API responds with 503.',
    code: 'spotify_unavailable',
    parameters: { status: z.literal([500, 502, 503]).default(503), body: z.enum(['json', 'text']).default('json') },
    answer: serverError,
  }),
  rate_limited: fault({
    title: 'Too many requests',
    says: 'The API responds with 429 and tells the app to wait ten seconds. With the real Web API, the wait can last hours.',
    code: 'rate_limited',
    panel: { retryAfter: '10' },
    toSee: 'If you switch this fault off during the countdown, the page loads automatically when the countdown ends.',
    parameters: { retryAfter: retryAfter.default(5) },
    answer: ({ retryAfter }) => tooMany(retryAfter),
  }),
  unauthorized: fault({
    title: 'Token rejected early',
    says: 'The API rejects a valid token with 401, even after a refresh.',
    code: 'spotify_unavailable',
    parameters: { message: z.string().optional() },
    answer: ({ message }) => refusedToken('invalid_token', message),
  }),
  refresh_refused: fault({
    where: 'token',
    grantType: 'refresh_token',
    title: 'Consent ended',
    says: 'The token endpoint rejects every refresh. Signing in still works.',
    code: 'consent_expired',
    toSee: afterExpiry,
    parameters: { description: z.string().default('Refresh token revoked') },
    answer: ({ description }) => tokenError('invalid_grant', description),
  }),
  client_refused: fault({
    where: 'token',
    title: 'Wrong client secret',
    says: "The token endpoint rejects the app's client credentials.",
    code: 'client_rejected',
    toSee: `${atNextSignIn} Or press "Expire access tokens now" below, then open a page.`,
    parameters: { description: z.string().default('Invalid client secret') },
    answer: ({ description }) => tokenError('invalid_client', description),
  }),
  cut: fault({
    title: 'Connection closed',
    says: 'The API closes the connection without a response.',
    code: 'spotify_unavailable',
    answer: () => Promise.reject(new ConnectionCut()),
  }),
  owner_premium: fault({
    title: 'No Premium',
    says: "The app's owner has no Premium subscription (403).",
    code: 'owner_premium',
    answer: () => plainText(403, withoutPremium),
  }),
}

function serverError({ status, body }: { status: number; body: string }, { url }: Exchange): Response {
  if (body === 'text') return plainText(status, 'upstream connect error or disconnect/reset before headers')
  if (url.pathname === '/api/token') return Response.json({ error: 'server_error' }, { status })
  return apiError(status, 'Server error.')
}

export function tooMany(retryAfter: number | string | null, reason?: string): Response {
  const headers = { ...(retryAfter !== null && { 'retry-after': String(retryAfter) }) }
  return apiError(429, 'Too many requests', { headers, ...(reason && { reason }) })
}
