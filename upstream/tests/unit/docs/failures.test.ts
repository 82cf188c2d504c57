import { readdir, readFile, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { reasonCodes } from '@/lib/error-messages'
import { createEmulator } from '../../../../tests/emulator/emulator.ts'
import { provocations } from '../../../../tests/support/provocations.ts'
import { pictureOf, toFailuresPage } from '../../../failures/page.ts'

test('the error gallery matches the app’s current messages (to update it, run npm run failures --prefix upstream)', async () => {
  const page = await readFile('docs/failures.md', 'utf8')
  const madeOn = page.match(/ on (\d{1,2} [A-Z][a-z]+ 20\d\d)\./)?.[1] ?? ''
  expect(madeOn).not.toBe('')
  expect(page).toBe(toFailuresPage(madeOn))
})

test('each error in the gallery has one screenshot with a plausible file size', async () => {
  const files = (await readdir('docs/failures', { recursive: true })).filter((name) => name.endsWith('.png'))
  expect(files.sort()).toEqual(reasonCodes.map(pictureOf).sort())
  for (const code of reasonCodes) {
    const { size } = await stat(`docs/failures/${pictureOf(code)}`)
    expect(size, code).toBeGreaterThan(2_000)
    expect(size, code).toBeLessThan(60_000)
  }
})

test('every button and card mentioned in the error gallery exists on the emulator’s panel', async () => {
  const app = { clientId: 'id', clientSecret: 'secret', redirectUris: ['http://127.0.0.1:3000/api/auth/callback'] }
  const origin = 'http://127.0.0.1:4000'
  const panel = await (await createEmulator({ origin, ...app }).fetch(origin)).text()
  const named = Object.values(provocations).flatMap(({ demo }) =>
    [...demo.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  )
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) expect(panel).toContain(name)
})
