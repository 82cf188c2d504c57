import { test } from 'vitest'
import { cookieNames } from '@/lib/session/cookies'
import { renewIfDue } from '@/lib/session/renewal'
import { unseal } from '@/lib/session/seal'
import { createWorld, signedIn } from '../unit/support.ts'

test('what the refresh mechanism adds to a page with a fresh token, beside the cookie that any page must open', async ({
  bench,
}) => {
  const world = createWorld()
  await signedIn(world, 'mira')
  const { context, jar } = world
  const sealed = jar.get(cookieNames(context.config.appUrl).session)?.value ?? ''
  await bench.compare(
    bench('the floor: open the cookie', async () => {
      await unseal(context.config.passwords, 'session', sealed)
    }),
    bench('the whole of renewIfDue', async () => {
      await renewIfDue(context, jar)
    }),
  )
})
