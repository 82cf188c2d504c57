import { globSync, readFileSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, expect, test } from 'vitest'
import { people } from '../../../../tests/emulator/data/people.ts'
import { faultNames } from '../../../../tests/emulator/faults/faults.ts'
import { controlApi } from '../../../../tests/emulator/panel/control-api.ts'
import { settingsSchema } from '../../../../tests/emulator/state.ts'

const page = readFileSync('tests/emulator/README.md', 'utf8').replace(/```[\s\S]*?```/g, '')
const section = (title: string) => page.split(/^## /m).find((part) => part.startsWith(title)) ?? ''
const codeIn = (text: string) => [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word)
const rowsOf = (text: string) => [...text.matchAll(/^\| `([^|]+)`[^|]*\|/gm)].map(([row]) => codeIn(row).at(0))

describe("the emulator's README", () => {
  test('the emulator’s README lists every test user', () => {
    expect(rowsOf(section('People'))).toEqual(people.map(({ id }) => id))
  })

  test('the emulator’s README says which test users have extended access', () => {
    const old = people.filter(({ apiVariant }) => apiVariant === 'extended').map(({ id }) => id)
    expect(section('API variants')).toContain(`| all but ${old.join(', ')} `)
  })

  test('the emulator’s README lists every fault and setting', () => {
    const named = codeIn(section('Switch on faults'))
    expect(named).toEqual(expect.arrayContaining([...faultNames, ...Object.keys(settingsSchema.shape)]))
  })

  test('the emulator’s README lists every control endpoint', () => {
    const addresses = controlApi(Object.create(null)).routes.map(({ path }) => path.replace(/\/:.*/, ''))
    expect(addresses.length).toBeGreaterThan(8)
    expect([...new Set(addresses)].filter((path) => !section('Switch on faults').includes(path))).toEqual([])
  })

  test('the emulator’s only dependencies are @hono/node-server, hono and zod', () => {
    const imports = globSync('tests/emulator/**/*.ts').flatMap((path) =>
      [...readFileSync(path, 'utf8').matchAll(/ from '([^']+)'/g)].map(([, from = '']) =>
        from.startsWith('.') ? normalize(join(dirname(path), from)) : from,
      ),
    )
    const outside = imports.flatMap((from) =>
      /^(?:tests\/emulator\/|node:)/.test(from) ? [] : [from.replace(/\/(?!node).*/, '')],
    )
    expect([...new Set(outside)].sort()).toEqual(['@hono/node-server', 'hono', 'zod'])
  })
})
