import { z } from 'zod'
import { type Passwords, seal, unseal } from '@/lib/session/seal'
import { holdMs } from '@/lib/session/session'
import { scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import type { TokenOutcome } from '@/lib/spotify/token-response'

/** Spotify's response to a refresh token, and when it arrived. */
export type RefreshResponse = { outcome: TokenOutcome; atMs: number }

/** Long enough to cover all requests of a page view. */
const holdRefusalMs = 10_000
/** Long enough for all requests of a page to share one wait during an outage. */
const holdFailureMs = 1_000

/** Returns how long to reuse a response for requests that still send the old cookie. Tokens are never reused after they expire. */
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

/** Seals the response together with its key, so that it can't be used as the response to another token. */
export function sealResponse(passwords: Passwords, key: string, { outcome, atMs }: RefreshResponse): Promise<string> {
  const tokens = outcome.kind === 'tokens' && {
    tokens: { ...outcome.tokens, scopes: outcome.tokens.scopes && scopesToBits(outcome.tokens.scopes) },
  }
  return seal(passwords, 'refresh', { key, atMs, outcome: { ...outcome, ...tokens } }, holdMs / 1_000)
}

/** Returns the response that was sealed for this key, or `null`. */
export async function unsealResponse(
  passwords: Passwords,
  key: string,
  sealed: string,
): Promise<RefreshResponse | null> {
  const stored = storedShape.safeParse(await unseal(passwords, 'refresh', sealed)).data
  return stored?.key === key ? stored : null
}
