import {
  type Attempt,
  attemptIdOf,
  attemptLifeSeconds,
  attemptsAmong,
  fitsAttempt,
  parseAttempt,
  surplusAttempts,
  toStoredAttempt,
} from '@/lib/session/attempt'
import type { SessionContext } from '@/lib/session/context'
import { seal, unseal } from '@/lib/session/seal'
import { type CookieJar, cookieNames, cookieOptions } from './jar'

/** Adds the attempt to the jar, and removes the oldest attempts if there are too many. */
export async function writeAttempt(
  { config: { appUrl, passwords } }: SessionContext,
  jar: CookieJar,
  attempt: Attempt,
): Promise<void> {
  const names = cookieNames(appUrl)
  const sealed = await seal(passwords, 'attempt', toStoredAttempt(attempt), attemptLifeSeconds)
  const others = attemptsAmong(jar.getAll(), names.attempts)
  for (const name of surplusAttempts(others, sealed.length)) jar.set(name, '', cookieOptions(appUrl, 0))
  jar.set(names.attempt(attempt.id), sealed, cookieOptions(appUrl, attemptLifeSeconds))
}

/** Removes the attempt with this `state` from the jar and returns it. Returns `null` if there is none or it has expired. */
export async function takeAttempt(
  { config: { appUrl, passwords }, now }: SessionContext,
  jar: CookieJar,
  state: string,
): Promise<Attempt | null> {
  const id = attemptIdOf(state)
  if (!id) return null
  const name = cookieNames(appUrl).attempt(id)
  const attempt = parseAttempt(await unseal(passwords, 'attempt', jar.get(name)?.value ?? ''))
  if (!attempt || !fitsAttempt(attempt, state, now())) return null
  jar.set(name, '', cookieOptions(appUrl, 0))
  return attempt
}

export function removeAttempts({ config: { appUrl } }: SessionContext, jar: CookieJar): void {
  for (const { name } of attemptsAmong(jar.getAll(), cookieNames(appUrl).attempts))
    jar.set(name, '', cookieOptions(appUrl, 0))
}
