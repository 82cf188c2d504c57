import { z } from 'zod'
import { type Passwords, seal, unseal } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import { scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import type { TokenOutcome } from '@/lib/spotify/token-response'

/** Spotify's response to one refresh token, and when it came. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/** Long enough for all requests of a page view. */
const holdRefusalMs = 10_000
/** Long enough for a page full of requests to wait for an outage once. */
const holdFailureMs = 1_000

/** How long a response serves requests that still send the old cookie: tokens no longer than they live. */
export function responseLifeMs({ outcome }: RefreshResponse): number {
  if (outcome.kind === 'tokens') return Math.min(holdMs, outcome.tokens.expiresInSeconds * 1_000)
  return outcome.kind === 'grant_refused' ? holdRefusalMs : holdFailureMs
}

const storedShape = z.object({
  key: z.string(),
  atMs: z.number(),
  outcome: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('grant_refused'), detail: z.string() }),
    z.object({
      kind: z.literal('tokens'),
      tokens: z.object({
        accessToken: z.string(),
        expiresInSeconds: z.number(),
        refreshToken: z.string().optional(),
        scopes: z
          .number()
          .optional()
          .transform((bits) => (bits === undefined ? undefined : scopesFromBits(bits))),
      }),
    }),
  ]),
})

/** The key is inside the seal, so that no response opens as the response to another token. */
export function sealResponse(passwords: Passwords, key: string, { outcome, atMs }: RefreshResponse): Promise<string> {
  const tokens = outcome.kind === 'tokens' && {
    tokens: { ...outcome.tokens, scopes: outcome.tokens.scopes && scopesToBits(outcome.tokens.scopes) },
  }
  return seal(passwords, 'refresh', { key, atMs, outcome: { ...outcome, ...tokens } }, holdMs / 1_000)
}

/** The response that was sealed for this key, or `null`. */
export async function unsealResponse(
  passwords: Passwords,
  key: string,
  sealed: string,
): Promise<RefreshResponse | null> {
  const stored = storedShape.safeParse(await unseal(passwords, 'refresh', sealed)).data
  return stored?.key === key ? stored : null
}
