import { apiAddresses, pageAddresses } from '../support/addresses.ts'
import { ask, row, test } from '../support/browserless.ts'
import { expect } from '../support/fixtures.ts'

const everyAddress = [...pageAddresses, ...apiAddresses, '/api/reports', '/favicon.ico', '/_next/static/x.js']

test('TRACE is refused at every address, and is no line in the log', async ({ servers }) => {
  const { origin, output } = servers.app
  const before = output().length
  for (const path of everyAddress) {
    const { status, headers } = await ask(origin, path, { method: 'TRACE', headers: { cookie: 'session=x' } })
    row(path, { status, sniff: headers['x-content-type-options'] }, { status: 400, sniff: 'nosniff' })
  }
  expect(output().slice(before)).toBe('')
})
