import { createHash } from 'node:crypto'
import { knownApp } from '../../tests/emulator/accounts/known-app.ts'
import { playlistsOf } from '../../tests/emulator/data/library.ts'
import { type PersonId, personOf } from '../../tests/emulator/data/people.ts'
import type { Emulator } from '../../tests/emulator/emulator.ts'
import { type App, type Client, type Person, type StepName, stepNames, type Tokens } from './client.ts'

export type Cell =
  | { kind: 'ok'; note: string }
  | { kind: 'not offered' }
  | { kind: 'differs'; says: string; reason: string }
  | { kind: 'failed'; why: string }

export type Spotify = { emulator: Emulator; lastTokenError: () => string | undefined }

type Visit = { client: Client; spotify: Spotify; person: PersonId; tokens: Tokens }
export type Cells = Partial<Record<StepName, Cell>>
type Step = (visit: Visit) => Promise<string | null>

const scopes = ['playlist-read-private', 'playlist-read-collaborative', 'user-read-email', 'user-read-private']
const app: App = { ...knownApp, scopes }
const api = 'https://api.spotify.com/v1'

/**
 * The steps to run with each client. A step returns a note, which can be empty, or `null` if the client does not offer the
 * function. A step that fails throws an error.
 */
const steps: Record<StepName, Step> = {
  async 'sign in'({ spotify, person, tokens }) {
    await expectGood(tokens.accessToken)
    equal(
      spotify.emulator
        .requests()
        .filter(({ path }) => path === '/api/token')
        .at(-1)?.person,
      person,
      'user of the token request',
    )
    return ''
  },
  async profile({ client, person, tokens }) {
    if (!client.profile && !tokens.profileId)
      return byFetch(async () => equal((await ask('/me', tokens)).body.id, person, 'the id'))
    equal(tokens.profileId ?? (await client.profile?.(tokens)), person, 'the id')
    return ''
  },
  async playlists({ client, person, tokens }) {
    const total = playlistsOf(person).length
    if (client.playlists) {
      equal(await client.playlists(tokens), total, 'playlists')
      return ''
    }
    return byFetch(async () => {
      let count = 0
      for (let next: string | null = `${api}/me/playlists?limit=5`; next; ) {
        const { body }: { body: { items: unknown[]; next: string | null } } = await ask(next.replace(api, ''), tokens)
        count += body.items.length
        next = body.next
      }
      equal(count, total, 'playlists')
    })
  },
  async contents({ client, person, tokens }) {
    const own = playlistsOf(person).find((row) => row?.owner.id === person)
    if (!client.contents || !own) return null
    equal(await client.contents(tokens, own.id), Math.min(20, own.size), 'entries')
    return ''
  },
  async 'refresh twice'({ client, spotify, tokens }) {
    if (!client.refresh) return null
    let held = tokens
    for (const time of ['first', 'second']) {
      spotify.emulator.expireAccessTokens()
      const renewed = await client.refresh(app, held)
      equal(renewed.accessToken === held.accessToken, false, `no new token after the ${time} refresh`)
      await expectGood(renewed.accessToken)
      held = renewed
    }
    return ''
  },
  async 'bad token'({ client, tokens }) {
    const bad = { ...tokens, accessToken: 'BQ-not-a-token' }
    if (client.profile) return refusal(client, 'bad token', () => client.profile?.(bad), /expired|401/i)
    return byFetch(async () => equal((await ask('/me', bad)).status, 401, 'status'))
  },
  async 'bad secret'({ client, spotify, person }) {
    if (!client.usesSecret) return null
    const wrong = { ...app, clientSecret: '0'.repeat(32) }
    return tokenRefusal(client, spotify, 'bad secret', 'invalid_client: Invalid client secret', () =>
      client.signIn(wrong, plain(person)),
    )
  },
  async 'used code'({ client, spotify, person }) {
    let used: string | null = null
    const remember = (callback: URL) => {
      used ??= callback.searchParams.get('code')
      return callback
    }
    await client.signIn(app, { ...plain(person), after: remember })
    const another = (callback: URL) => withParameter(callback, 'code', String(used))
    return tokenRefusal(client, spotify, 'used code', 'invalid_grant: Invalid authorization code', () =>
      client.signIn(app, { ...plain(person), after: another }),
    )
  },
  async 'wrong verifier'({ client, spotify, person }) {
    if (!client.usesPkce) return null
    const other = createHash('sha256').update('another verifier').digest('base64url')
    const before = (authorize: URL) => {
      if (!authorize.searchParams.has('code_challenge')) throw new Error('it sends no challenge')
      return withParameter(authorize, 'code_challenge', other)
    }
    return tokenRefusal(client, spotify, 'wrong verifier', 'invalid_grant: code_verifier was incorrect', () =>
      client.signIn(app, { ...plain(person), before }),
    )
  },
  async 'missing scope'({ client, person }) {
    const tokens = await client.signIn({ ...app, scopes: ['user-read-email'] }, plain(person))
    if (client.playlists)
      return refusal(client, 'missing scope', () => client.playlists?.(tokens), /Insufficient client scope/)
    return byFetch(async () =>
      equal((await ask('/me/playlists', tokens)).body.error?.message, 'Insufficient client scope', 'error'),
    )
  },
}

/** Runs all steps with one client, signed in as one user. If the sign-in fails, skips the other steps. */
export async function runSteps(client: Client, spotify: Spotify, person: PersonId): Promise<Cells> {
  const { apiVariant } = personOf(person)
  const tryStep = async (name: StepName, act: () => Promise<string | null>): Promise<Cell> => {
    const difference = client.differs?.[apiVariant]?.[name]
    try {
      const note = await act()
      if (difference)
        return { kind: 'failed', why: `the step passed, but a difference was expected: ${difference.reason}` }
      return note === null ? { kind: 'not offered' } : { kind: 'ok', note }
    } catch (error) {
      const says = inWords(error)
      const [known] = difference?.says.exec(says) ?? []
      return difference && known
        ? { kind: 'differs', says: known, reason: difference.reason }
        : { kind: 'failed', why: says }
    }
  }
  let tokens: Tokens | undefined
  const cells: Cells = {}
  cells['sign in'] = await tryStep('sign in', async () => {
    tokens = await client.signIn(app, plain(person))
    return steps['sign in']({ client, spotify, person, tokens })
  })
  const visit = tokens && { client, spotify, person, tokens }
  if (visit) for (const name of stepNames.slice(1)) cells[name] = await tryStep(name, () => steps[name](visit))
  return cells
}

const plain = (id: PersonId): Person => ({ id, label: personOf(id).label, before: (url) => url, after: (url) => url })

/** Checks that Spotify rejected the request with this error and that the client reported the error. */
async function tokenRefusal(
  client: Client,
  { lastTokenError }: Spotify,
  step: StepName,
  error: string,
  act: () => unknown,
) {
  const says = await refusal(client, step, act, new RegExp(error.replace(/:.*/, '')))
  equal(lastTokenError(), error, "Spotify's error")
  return says
}

async function refusal(client: Client, step: StepName, act: () => unknown, usual: RegExp): Promise<string> {
  const says = await Promise.resolve()
    .then(act)
    .then(
      () => null,
      (error: unknown) => inWords(error),
    )
  if (says === null) throw new Error('the request was not refused')
  const found = (client.says?.[step] ?? usual).exec(says)
  if (!found) throw new Error(`unexpected error: ${says}`)
  return found[0]
}

/** Returns the error's details on one line, with tokens removed. */
function inWords(error: unknown): string {
  const { message = '', cause, body, code, error: inner, data } = Object(error)
  const more = [code, inner, cause, body, data?.payload].map((each) =>
    each instanceof Error ? each.message : JSON.stringify(each),
  )
  return [message, ...more]
    .filter(Boolean)
    .join(' ')
    .replaceAll(/[A-Za-z0-9_-]{100,}/g, '…')
    .replaceAll(/\s+/g, ' ')
    .slice(0, 300)
}

async function byFetch(act: () => Promise<void>): Promise<string> {
  await act()
  return 'fetch'
}

async function ask(path: string, { accessToken }: Tokens) {
  const response = await fetch(api + path, { headers: { authorization: `Bearer ${accessToken}` } })
  return { status: response.status, body: await response.json() }
}

async function expectGood(accessToken: string): Promise<void> {
  equal((await ask('/me', { accessToken })).status, 200, 'status with the new token')
}

function equal(is: unknown, wanted: unknown, what: string): void {
  if (is !== wanted) throw new Error(`${what}: got ${String(is)}, expected ${String(wanted)}`)
}

function withParameter(url: URL, name: string, value: string): URL {
  const changed = new URL(url)
  changed.searchParams.set(name, value)
  return changed
}
