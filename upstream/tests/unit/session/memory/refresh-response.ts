import type { RefreshResponse } from '@/lib/session/context'

export const kindOf = ({ outcome }: RefreshResponse) => outcome.kind

export function tokensOf({ outcome }: RefreshResponse) {
  if (outcome.kind !== 'tokens') throw new Error(`Expected tokens, got ${JSON.stringify(outcome)}`)
  return outcome.tokens
}
