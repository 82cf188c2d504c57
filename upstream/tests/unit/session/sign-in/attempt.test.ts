import { expect, test } from 'vitest'
import { attemptIdOf, createAttempt, fitsAttempt } from '@/lib/session/attempt'
import { defaultScopes } from '@/lib/spotify/scopes'
import { strangeStates } from '../../../../support/hostile/callbacks.ts'

const now = Date.UTC(2026, 10, 24)
const request = { returnTo: '/playlists', requestedScopes: [...defaultScopes], showDialog: false }

test.each(strangeStates)('a sign-in attempt rejects a tampered state: $title', ({ change }) => {
  const attempt = createAttempt(request, now)
  expect(fitsAttempt(attempt, change(attempt.state), now)).toBe(false)
  const id = attemptIdOf(change(attempt.state))
  if (id !== null) expect(id).toMatch(/^[\w-]{12,13}$/)
})
