import { expect } from 'vitest'
import { parseAttempt } from '@/lib/session/attempt'
import { unseal } from '@/lib/session/seal'
import { finishSignIn, type SignInRequest, startSignIn } from '@/lib/session/sign-in'
import { config, createSetup, press, signedIn, type TestSetup } from '../support.ts'

const plain: SignInRequest = { returnTo: '/playlists', addedScopes: [], showDialog: false, isSwitch: false }

/** Starts a sign-in and returns the URL of Spotify's consent page. */
export const start = ({ context, jar }: TestSetup, request: Partial<SignInRequest> = {}) =>
  startSignIn(context, jar, { ...plain, ...request })

export const finish = ({ context, jar }: TestSetup, callback: URLSearchParams) => finishSignIn(context, jar, callback)

/** Returns the sign-in attempt in this cookie, or by default the latest one. */
export async function attemptIn({ jar }: TestSetup, name = jar.attempts().at(-1) ?? '') {
  const attempt = parseAttempt(await unseal(config.passwords, 'attempt', jar.get(name)?.value ?? ''))
  if (!attempt) throw new Error('This browser has no sign-in attempt')
  return attempt
}

/** Matches a sign-in that failed for this reason. */
export const failed = (reason: string) => expect.objectContaining({ kind: 'failed', reason })

/**
 * Signs a visitor in, then gives consent for a second sign-in. Returns the second sign-in's callback, which the app has not
 * handled yet, and the current session cookie as `before`.
 */
export async function backAgain(): Promise<{
  setup: TestSetup
  callback: URLSearchParams
  before: string | undefined
}> {
  const setup = createSetup()
  await signedIn(setup, 'ada')
  const callback = await press(setup, await start(setup))
  return { setup, callback, before: setup.jar.get('session')?.value }
}
