import { randomUUID } from 'node:crypto'
import { z } from 'zod'
import { scopesFromBits, scopesToBits } from '@/lib/spotify/scopes'
import { answerLifeMs, type RefreshAnswer, type RefreshShare } from './refresh'
import { type Passwords, seal, unseal } from './seal'
import { holdMs } from './session'

/** A small store that all instances see. Each call is bounded in time and throws where the store is away. */
export type Store = {
  get(key: string): Promise<string | null>
  set(key: string, value: string, lifeMs: number): Promise<void>
  /** Whether the value is now there because of this call. */
  setIfAbsent(key: string, value: string, lifeMs: number): Promise<boolean>
  deleteIfEqual(key: string, value: string): Promise<void>
}

/** Notes for all instances, each until its time is over. */
export type Board = {
  /** Tells those that run, and those that start later. */
  post(note: string, untilMs: number): Promise<void>
  has(note: string): Promise<boolean>
  /** Calls back for each note that is or becomes known. */
  onNote(known: (note: string, untilMs: number) => void): void
}

/** A little longer than a refresh may take, so that only a holder that died loses its lock. */
const lockMs = 9_000
/** Longer than the lock, so that one of those who wait can take it over and the others get its answer. */
const waitMs = 12_000
const pollMs = 40

type Surroundings = { store: Store; passwords: Passwords; now: () => number; pause: (ms: number) => Promise<void> }

/**
 * One refresh across instances: who gets the lock asks Spotify and leaves the answer, sealed, for 30 seconds at most; the
 * others wait for it. A store that is away or empty costs the coordination and nothing else.
 */
export function createShare({ store, passwords, now, pause }: Surroundings): RefreshShare {
  return async (key, ask, accepts) => {
    const keys = { answer: `stagedoor:refresh:${key}`, lock: `stagedoor:lock:${key}` }
    const turn = await takeTurn(keys, accepts).catch(() => null)
    if (turn?.answer) return turn.answer
    const answer = await ask()
    await passOn(keys, answer, turn?.holder).catch(() => undefined)
    return answer
  }

  type Keys = { answer: string; lock: string }
  type Turn = { answer: RefreshAnswer; holder?: never } | { answer?: never; holder?: string }

  /** Another's answer, or the lock. Neither after a bounded wait: then this instance goes ahead by itself. */
  async function takeTurn(keys: Keys, accepts: (answer: RefreshAnswer) => boolean): Promise<Turn> {
    const holder = randomUUID()
    for (const deadlineMs = now() + waitMs; now() < deadlineMs; await pause(pollMs)) {
      const answer = await read(keys.answer)
      if (answer && accepts(answer)) return { answer }
      if (await store.setIfAbsent(keys.lock, holder, lockMs)) {
        // The last holder may have finished between the two calls.
        const late = await read(keys.answer).catch(() => null)
        if (!late || !accepts(late)) return { holder }
        await store.deleteIfEqual(keys.lock, holder)
        return { answer: late }
      }
    }
    return {}
  }

  async function passOn(keys: Keys, answer: RefreshAnswer, holder: string | undefined): Promise<void> {
    const lifeMs = answerLifeMs(answer)
    const { kind } = answer.outcome
    // A refusal may come from one who went ahead alone: it never takes the place of a renewal.
    try {
      if (kind === 'tokens') await store.set(keys.answer, await sealAnswer(keys.answer, answer), lifeMs)
      if (kind === 'grant_refused') await store.setIfAbsent(keys.answer, await sealAnswer(keys.answer, answer), lifeMs)
    } finally {
      if (holder) await store.deleteIfEqual(keys.lock, holder)
    }
  }

  /** The key stands inside the seal, so that no answer opens as the answer to another token. */
  function sealAnswer(key: string, { outcome, atMs }: RefreshAnswer): Promise<string> {
    const tokens = outcome.kind === 'tokens' && {
      tokens: { ...outcome.tokens, scopes: outcome.tokens.scopes && scopesToBits(outcome.tokens.scopes) },
    }
    return seal(passwords, 'refresh', { key, atMs, outcome: { ...outcome, ...tokens } }, holdMs / 1_000)
  }

  async function read(key: string): Promise<RefreshAnswer | null> {
    const sealed = await store.get(key)
    if (!sealed) return null
    const unsealed = unseal(passwords, 'refresh', sealed)
    const stored = unsealed.kind === 'opened' ? storedShape.safeParse(unsealed.content).data : undefined
    return stored?.key === key ? stored : null
  }
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
