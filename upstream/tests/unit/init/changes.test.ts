import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import type { Change } from '@/scripts/init/changes'
import { plainLook } from '@/scripts/init/plain-look'
import { withoutStarter } from '@/scripts/init/starter'
import { withoutApi } from '@/scripts/init/without-api'
import { withoutListening } from '@/scripts/init/without-listening'
import { withoutRedis } from '@/scripts/init/without-redis'
import { withoutSearch } from '@/scripts/init/without-search'

const changes = { withoutStarter, withoutListening, withoutRedis, withoutSearch, withoutApi, plainLook }
const edits = Object.entries(changes).flatMap(([change, { edit = {} }]: [string, Change]) =>
  Object.entries(edit).map(([file, list]) => ({ change, file, list })),
)

test.each(edits)('every edit in $change matches the text of $file', ({ file, list }) => {
  let text = readFileSync(file, 'utf8')
  for (const [find, replacement] of list) {
    expect(typeof find === 'string' ? text.includes(find) : find.test(text), `${find}`).toBe(true)
    text = text.replace(find, () => replacement)
  }
})
