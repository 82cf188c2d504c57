import { readdir, readFile, stat } from 'node:fs/promises'
import { expect, test } from 'vitest'
import { reasonCodes } from '@/lib/error-messages'
import { createEmulator } from '../../../../tests/emulator/emulator.ts'
import { provocations } from '../../../../tests/support/provocations.ts'
import { toFailuresPage } from '../../../failures/page.ts'

test('the gallery of failures says what the app says: if not, npm run failures --prefix upstream makes it again', async () => {
  const page = await readFile('docs/failures.md', 'utf8')
  const madeOn = page.match(/ on (\d{1,2} [A-Z][a-z]+ 20\d\d):/)?.[1] ?? ''
  expect(madeOn).not.toBe('')
  expect(page).toBe(toFailuresPage(madeOn))
})

test('each failure has its picture, small enough to load at once, and there is no other', async () => {
  expect((await readdir('docs/failures')).sort()).toEqual(reasonCodes.map((code) => `${code}.png`).sort())
  for (const code of reasonCodes) {
    const { size } = await stat(`docs/failures/${code}.png`)
    expect(size, code).toBeGreaterThan(2_000)
    expect(size, code).toBeLessThan(60_000)
  }
})

test('whatever the gallery names in quotes stands on the panel of the emulator', async () => {
  const app = { clientId: 'id', clientSecret: 'secret', redirectUris: ['http://127.0.0.1:3000/api/auth/callback'] }
  const origin = 'http://127.0.0.1:4000'
  const panel = await (await createEmulator({ origin, ...app }).fetch(origin)).text()
  const named = Object.values(provocations).flatMap(({ demo }) =>
    [...demo.matchAll(/"([^"]+)"/g)].map(([, name]) => name),
  )
  expect(named.length).toBeGreaterThan(10)
  for (const name of named) expect(panel).toContain(name)
})
