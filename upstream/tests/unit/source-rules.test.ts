import { expect, test } from 'vitest'
import { rules, toSource } from '../../../tests/support/source-rules.ts'

const offenders: [title: string, path: string, text: string][] = [
  ['files that use', 'lib/redis/server.ts', `import { cookies } from 'next/headers'`],
  ['files that use', 'lib/session/proxy.ts', `import type {} from 'server-only'`],
  ['no file exposes', 'lib/session/x.ts', `'use server'\nexport const x = 1`],
  ['no file exposes', 'app/x.tsx', `export async function x() {\n  "use server"\n}`],
  ['in lib', 'lib/session/context.ts', `import { cookies } from 'next/headers'`],
  ['in lib', 'lib/session/proxy.ts', `import { cookies } from 'next/headers'`],
  ['in lib', 'lib/session/read-for-handler.ts', `import { NextResponse } from 'next/server'`],
  ['in lib', 'lib/http/request.ts', `import { redirect } from 'next/navigation'`],
  ['every page', 'app/(signed-in)/new/page.tsx', 'export default () => <h1>New</h1>'],
  ['client components', 'app/_components/x.tsx', `'use client'\nimport { log } from '@/lib/http/log'`],
  ['client components', 'app/_components/x.tsx', `'use client'\nimport { config } from '@/lib/config/server'`],
  ['client components', 'app/x.ts', `'use client'\nimport { fromStored } from '@/lib/session/session'`],
  ['client components', 'app/x.tsx', `'use client'\nimport { type Page, toPage } from '@/lib/spotify/shapes'`],
  ['client components', 'app/(signed-in)/_components/read-json.ts', `import { log } from '@/lib/http/log'`],
  ['pages and', 'app/x.tsx', `import { toPlaylist } from '@/lib/spotify/shapes'`],
]

test.each(offenders)('the rule “%s…” rejects this code in %s: %j', (title, path, text) => {
  const rule = rules.find((one) => one.title.startsWith(title))
  expect(rule?.covers(path)).toBe(true)
  expect(rule?.breaks(toSource(path, text))).toBe(true)
})

test.each([
  ['client components', 'app/x.tsx', `'use client'\nimport type { Page } from '@/lib/spotify/shapes'`],
  ['client components', 'app/x.tsx', `import { readSession } from '@/lib/session/server'`],
  ['in lib', 'lib/session/proxy.ts', `import { NextResponse } from 'next/server'`],
  ['pages and', 'app/x.tsx', `import { type Page, type Playlist } from '@/lib/spotify/shapes'`],
  ['files that use', 'lib/x/server.ts', `import 'server-only'`],
])('the rule “%s…” accepts this code in %s: %j', (title, path, text) => {
  expect(rules.find((one) => one.title.startsWith(title))?.breaks(toSource(path, text))).toBe(false)
})
