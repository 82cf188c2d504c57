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

/** Adds the attempt to the jar, and removes the oldest ones where there are too many. */
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

/** The attempt that this `state` belongs to, removed from the jar. `null` if there is none, or it's too old. */
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
