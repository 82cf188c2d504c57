import { expect, test } from 'vitest'
import { rules, toSource } from '../../../tests/support/source-rules.ts'

const offenders: [title: string, path: string, text: string][] = [
  ['files that use', 'lib/redis/server.ts', `import { cookies } from 'next/headers'`],
  ['files that use', 'lib/session/proxy.ts', `import type {} from 'server-only'`],
  ['no file exposes', 'lib/session/x.ts', `'use server'\nexport const x = 1`],
  ['no file exposes', 'app/x.tsx', `export async function x() {\n  "use server"\n}`],
  ['lib/spotify imports', 'lib/spotify/x.ts', `import { randomBytes } from 'node:crypto'`],
  ['lib/spotify imports', 'lib/spotify/x.ts', `export { x } from '../session/session'`],
  ['lib/spotify imports', 'lib/spotify/x.ts', `const x = await import('next')`],
  ['lib does not import', 'lib/session/x.ts', `import { x } from '@/app/x'`],
  ['lib does not import', 'lib/x.ts', `import { x } from '../tests/unit/support'`],
  ['only scripts', 'app/x.ts', `import '@/tests/emulator/emulator'`],
  ['only lib/config', 'app/x.ts', 'const x = process.env.SESSION_PASSWORD'],
  ['only lib/config', 'lib/format.ts', `const x = process['env']`],
  ['only lib/config', 'proxy.ts', `import { env } from 'node:process'`],
  ['the running', 'lib/session/x.ts', `import { writeFile } from 'node:fs/promises'`],
  ['the running', 'app/x.tsx', `const { readFileSync } = await import('fs')`],
  ['in lib', 'lib/session/context.ts', `import { cookies } from 'next/headers'`],
  ['in lib', 'lib/session/proxy.ts', `import { cookies } from 'next/headers'`],
  ['in lib', 'lib/session/read-for-handler.ts', `import { NextResponse } from 'next/server'`],
  ['in lib', 'lib/http/request.ts', `import { redirect } from 'next/navigation'`],
  ['pages never', 'app/(signed-in)/new/page.tsx', `import { requireSession } from '@/lib/session/server'`],
  ['only lib/session', 'app/x.ts', `import { getIronSession } from 'iron-session'`],
  ['the emulator', 'tests/emulator/x.ts', `import { scopes } from '../../lib/spotify/scopes.ts'`],
  ['the emulator', 'tests/emulator/x.ts', `import * as oauth from 'oauth4webapi'`],
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
  ['only lib/config', 'lib/format.ts', '// process.env is read elsewhere'],
  ['files that use', 'lib/x/server.ts', `import 'server-only'`],
])('the rule “%s…” accepts this code in %s: %j', (title, path, text) => {
  expect(rules.find((one) => one.title.startsWith(title))?.breaks(toSource(path, text))).toBe(false)
})
