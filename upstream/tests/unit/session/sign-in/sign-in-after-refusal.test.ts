import { expect, test } from 'vitest'
import { readSessionCookie, removeRevokedSession } from '@/lib/session/cookies'
import { refreshAndReturn } from '@/lib/session/refresh'
import { jsonAnswer } from '../../../../../tests/unit/spotify/support.ts'
import { createSetup, sessionIn, type TestSetup } from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'
import { signIn } from '../../../../support/sign-in.ts'

/**
 * Returns a setup in which Spotify issues the same refresh token at every sign-in, and refuses all token requests while `refuses`
 * is set.
 */
function withOneRefreshToken(): { setup: TestSetup; spotify: { refuses: boolean } } {
  const setup = createSetup()
  const spotify = { refuses: false }
  const instance = anotherInstance(setup, {
    fetch: async (input, init) => {
      const isTokenRequest = String(input instanceof Request ? input.url : input).endsWith('/api/token')
      if (isTokenRequest && spotify.refuses) return jsonAnswer({ error: 'invalid_grant' }, 400)
      const response = await setup.emulator.fetch(input, init)
      if (!isTokenRequest) return response
      return jsonAnswer({ ...((await response.json()) as object), refresh_token: 'the-same-each-time' })
    },
  })
  return { setup: instance, spotify }
}

test('a new sign-in works even if Spotify reissues the refresh token that it refused before', async () => {
  const { setup, spotify } = withOneRefreshToken()
  const { context, jar, clock } = setup
  await signIn(setup)
  spotify.refuses = true
  const first = await refreshAndReturn(context, jar, { returnTo: '/' })
  const refused = new URL(first.path, 'http://x').searchParams.get('refused')
  clock.ms += 60_000
  expect(await refreshAndReturn(context, jar, { returnTo: '/', refused })).toMatchObject({
    failure: { reason: 'consent_expired' },
  })
  await removeRevokedSession(context, jar)
  expect(await readSessionCookie(context, jar)).toBeNull()

  spotify.refuses = false
  expect(await signIn(setup)).toMatchObject({ kind: 'signed_in' })
  await removeRevokedSession(context, jar)
  expect((await sessionIn(setup)).refreshToken).toBe('the-same-each-time')
  expect(jar.get('ended'), 'no other session ended').toBeUndefined()
})
