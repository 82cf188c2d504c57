import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, type Page, test } from '@playwright/test'
import { findViolations } from '../../../../../tests/support/accessibility.ts'
import type { Servers } from '../../../../../tests/support/servers.ts'
import { buildVariant, startVariant } from '../../../../support/apps/variant.ts'

const message = 'no such person: canary@example.com'
const fault = `async function fail(): Promise<never> {
  await Promise.resolve()
  throw new RangeError('${message}')
}
`

/** Pages, a layout and a route handler that each throw an error in a different place. */
const broken = {
  'app/(public)/broken/page.tsx': `export default async function Broken() {
  return await fail()
}
${fault}`,
  'app/(signed-in)/broken-late/page.tsx': `import { Suspense } from 'react'
export default function Late() {
  return <Suspense fallback="Waiting">{fail()}</Suspense>
}
${fault}`,
  'app/(frameless)/layout.tsx': `export default async function Layout() {
  return await fail()
}
${fault}`,
  'app/(frameless)/broken-frame/page.tsx': 'export default function Page() { return null }',
  'app/api/broken/route.ts': `export async function GET() {
  return await fail()
}
${fault}`,
}

let servers: Servers

test.describe.configure({ mode: 'default' })

test.beforeAll(async () => {
  test.setTimeout(900_000)
  await buildVariant('broken', async (folder) => {
    for (const [path, text] of Object.entries(broken)) {
      await mkdir(join(folder, path, '..'), { recursive: true })
      await writeFile(join(folder, path), text)
    }
  })
  servers = await startVariant('broken')
})

test.afterAll(() => servers?.stop())

for (const [path, place] of [
  ['/broken', 'a page'],
  ['/broken-late', 'a streamed part of a page'],
  ['/broken-frame', 'the layout of a page'],
] as const) {
  test(`if ${place} throws, an error page shows a reference to the log, but no details`, async ({ page }) => {
    await page.goto(`${servers.app.origin}${path}?code=secret`)
    await expect(page.getByRole('heading', { level: 1, name: 'Something went wrong' })).toBeVisible()
    await expect(page.getByRole('button', { name: 'Try again' })).toBeVisible()
    const reference = (await page.getByText(/^Reference: \w{6,}$/).textContent())?.replace('Reference: ', '')
    expect(loggedErrors(path)).toContainEqual({
      at: expect.any(String),
      level: 'error',
      code: 'unexpected',
      address: path,
      detail: 'GET RangeError',
      reference,
    })
    expect(await sourceOf(page)).not.toMatch(/canary|RangeError/)
    expect(await findViolations(page), 'axe violations').toEqual([])
  })
}

test('if a route handler throws, the response contains no details, and the error is logged', async ({ request }) => {
  const answer = await request.get(`${servers.app.origin}/api/broken?code=secret`)
  expect(answer.status()).toBe(500)
  expect(JSON.stringify(answer.headers()) + (await answer.text())).not.toMatch(/canary|RangeError/)
  expect(loggedErrors('/api/broken')).toMatchObject([{ code: 'unexpected', detail: 'GET RangeError' }])
})

function loggedErrors(address: string): unknown[] {
  const lines = servers.app.output().split('\n')
  const events = lines.filter((line) => line.startsWith('{"at":')).map((line) => JSON.parse(line))
  return events.filter((event) => event.address === address)
}

/** Returns the HTML that the server sent, followed by the HTML after scripts have run. */
async function sourceOf(page: Page): Promise<string> {
  const sent = await page.request.get(page.url())
  return (await sent.text()) + (await page.content())
}
