import { expect, test } from 'vitest'
import { importedByClient, isClient, isServer, rules, sources } from '../support/source-rules.ts'

test('the source rules cover the app and the scripts, and recognize server and client files', () => {
  const paths = sources.map(({ path }) => path)
  for (const path of ['proxy.ts', 'lib/session/server.ts', 'app/layout.tsx', 'scripts/run.ts'])
    expect(paths).toContain(path)
  expect(paths.filter(isServer)).toHaveLength(5)
  expect(sources.filter(isClient).length).toBeGreaterThan(10)
  expect([...importedByClient]).toContain('app/(signed-in)/_components/read-json.ts')
  expect([...importedByClient]).toContain('app/(signed-in)/_components/inline-error-message.tsx')
  expect(sources.find(({ path }) => path === 'lib/session/context.ts')?.imports).toEqual(
    expect.arrayContaining(['lib/spotify/accounts', 'lib/session/urls', 'lib/session/seal']),
  )
})

test.each(rules)('$title', ({ covers, breaks }) => {
  expect(sources.filter((source) => covers(source.path) && breaks(source)).map(({ path }) => path)).toEqual([])
})
