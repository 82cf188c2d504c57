import { pageAddresses } from '../../../../tests/support/addresses.ts'
import { ask, type Reply, row } from '../../../../tests/support/browserless.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { startServers } from '../../../support/description/watched-servers.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'
import { type CheckedPage, scoreOf } from './observatory.ts'

const toCheckedPage = ({ headers, body }: Reply): CheckedPage => ({
  headers: new Headers(headers as HeadersInit),
  body,
})

test('every page scores at least 100 points under the rules of MDN’s HTTP Observatory', async () => {
  const { app, stop } = await startServers({ APP_URL: 'https://music.example.com' })
  for (const path of pageAddresses) {
    const page = toCheckedPage(await ask(app.origin, path, { headers: { host: 'music.example.com' } }))
    const { score, marks } = scoreOf(page)
    row(`${path}: ${score}, ${JSON.stringify(marks)}`, score, 130)
  }
  const page = toCheckedPage(await ask(app.origin, '/'))
  for (const name of ['content-security-policy', 'strict-transport-security', 'x-content-type-options']) {
    const headers = new Headers(page.headers)
    headers.delete(name)
    expect(scoreOf({ ...page, headers }).score, `without ${name}`).toBeLessThan(130)
  }
  await stop()
})
