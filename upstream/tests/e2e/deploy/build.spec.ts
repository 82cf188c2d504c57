import { cp, mkdir, rm, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { expect, test } from '@playwright/test'
import { buildOnce } from '../../../../scripts/processes.ts'
import { folderOf } from '../../../support/apps/variant.ts'

/** Uses a minimal app to test the build function that `npm run demo` and `npm test` call. */
test.describe.configure({ mode: 'serial', timeout: 300_000 })

const folder = folderOf('build')
const files = {
  'app/feed.xml/route.ts': `export const GET = () => new Response('<feed/>')`,
  'public/feed.txt': 'Before',
  // The build itself changes `feed.txt`, because Next evaluates `next.config.mjs` during the build.
  'next.config.mjs': `import { writeFileSync } from 'node:fs'
    writeFileSync('public/feed.txt', 'After')
    export default {}`,
  // Without its own `proxy.ts` and `instrumentation.ts`, the app would use those in the parent folder.
  'proxy.ts': 'export const proxy = () => {}',
  'instrumentation.ts': '',
}

test.beforeAll(async () => {
  await rm(folder, { recursive: true, force: true })
  for (const [name, text] of Object.entries(files)) {
    const file = join(folder, name)
    await mkdir(dirname(file), { recursive: true })
    await writeFile(file, text)
  }
  for (const name of ['tsconfig.json', 'tsconfig.build.json']) await cp(name, join(folder, name))
})

test.afterAll(() => rm(folder, { recursive: true, force: true }))

test('an app with a dot in a route folder’s name can be built', async () => {
  expect(await buildOnce(folder)).toBe('built')
})

test('the last build is reused, unless a file changed while that build was running', async () => {
  expect(await buildOnce(folder)).toBe('built')
  expect(await buildOnce(folder)).toBe('reused')
})

test('the demo can use a complete build, but a complete build never reuses the demo’s', async () => {
  expect(await buildOnce(folder, { isDemo: true })).toBe('reused')
  await writeFile(join(folder, 'app/changed.txt'), 'changed')
  expect(await buildOnce(folder, { isDemo: true })).toBe('built')
  expect(await buildOnce(folder, { isDemo: true })).toBe('reused')
  expect(await buildOnce(folder)).toBe('built')
})
