import { playlistsOf } from '../../../../tests/emulator/data/library.ts'
import type { PersonId } from '../../../../tests/emulator/data/people.ts'
import { personOf } from '../../../../tests/emulator/data/people.ts'
import { expect } from '../../../../tests/support/fixtures.ts'
import { Visitor } from '../../../../tests/support/visitor.ts'
import { browserlessTest as test } from '../../../support/description/watched-test.ts'

const crowd: readonly PersonId[] = ['mira', 'otto', 'vera', 'nils', 'ada', 'odd', 'bare']
const requests = 2_100
const atOnce = 24

type Member = { person: PersonId; visitor: Visitor; old: Map<string, string>; state: 'in' | 'leaving' | 'out' }

const light = ['/api/me', '/api/playlists?limit=5', '/api/playlists?limit=5&offset=1']
const heavy = ['/account', '/profile', '/playlists', '/']
/** Returns a page's path for every eighth request, and a JSON endpoint's path for all others. */
const pathOf = (turn: number) => (turn % 8 === 0 ? heavy[(turn / 8) % heavy.length] : light[turn % light.length]) ?? '/'

const nameOf = (person: PersonId) => personOf(person).displayName ?? ''
const idsOf = (person: PersonId) =>
  playlistsOf(person).flatMap((row) => (row && 'id' in row && typeof row.id === 'string' ? [row.id] : []))

/** Returns IDs that only this user's responses may contain. */
function marksOf(person: PersonId): string[] {
  const others = new Set(crowd.filter((other) => other !== person).flatMap(idsOf))
  return [
    personOf(person).accountId,
    ...idsOf(person)
      .filter((id) => !others.has(id))
      .slice(0, 60),
  ]
}
/**
 * Paths whose responses contain no name other than the visitor's. Playlist responses are excluded, because they also contain the
 * names of playlist owners. The home page is excluded, because it contains sample names.
 */
const namesOnlyOne = ['/api/me', '/account', '/profile']

test(`in ${requests} requests from ${crowd.length} users, with refreshes and sign-outs, everyone gets only their own data`, async ({
  servers,
  spotify,
}) => {
  const members: Member[] = []
  for (const round of [1, 2, 3])
    for (const person of crowd) {
      // In the second round, tokens are so short-lived that every page view needs a refresh.
      spotify.settings.accessTokenSeconds = round === 2 ? 50 : 3_600
      const visitor = new Visitor(servers)
      await visitor.signIn(person)
      members.push({ person, visitor, old: new Map(visitor.cookies), state: 'in' })
    }
  spotify.settings.accessTokenSeconds = 50
  const marks = new Map(crowd.map((person) => [person, marksOf(person)]))
  const wrong: string[] = []
  const seen = { own: 0, nothing: 0, renewed: 0 }

  async function ask(member: Member, path: string) {
    const { person, visitor, old, state } = member
    // Sends the old cookies of signed-out visitors again, to check that copied cookies no longer work.
    const asked = state === 'out' ? new Visitor(servers, old) : visitor
    const { status, body, cookies, location = '' } = await asked.send(path)
    if (state === 'in' && cookies.some((cookie) => cookie.startsWith('session=Fe26'))) seen.renewed++
    const says = (who: PersonId) =>
      marks.get(who)?.some((mark) => body.includes(mark)) || (namesOnlyOne.includes(path) && body.includes(nameOf(who)))
    const strange = crowd.filter((other) => other !== person && says(other))
    const about = `${person} (${state}) at ${path}: ${status} ${location}`
    if (strange.length > 0) wrong.push(`${about} got data of ${strange}`)
    if (status >= 500) wrong.push(about)
    const isOwn = says(person) ?? false
    if (state === 'out' && isOwn) wrong.push(`${about} after the sign-out`)
    // Another worker may have signed the visitor out during the request.
    const isIn = state === 'in' && member.state === 'in'
    if (isIn && path !== '/' && !isOwn && !(person === 'nils' && path.includes('playlists')))
      wrong.push(`${about} got nothing`)
    seen[isOwn ? 'own' : 'nothing']++
  }

  async function leave(member: Member) {
    member.state = 'leaving'
    member.old = new Map(member.visitor.cookies)
    await member.visitor.signOut()
    member.state = 'out'
  }

  let turn = 0
  const work = async () => {
    while (turn < requests) {
      const now = turn++
      const member = members[now % members.length]
      if (!member) return
      // In the second half of the test, the visitors from the third round sign out one by one.
      const leaver =
        now >= requests / 2 && now % 60 === 0
          ? members.slice(-crowd.length).find(({ state }) => state === 'in')
          : undefined
      if (leaver) await leave(leaver)
      await ask(member, pathOf(Math.floor(now / members.length) + now))
    }
  }
  await Promise.all(Array.from({ length: atOnce }, work))

  expect(wrong.slice(0, 10), `${wrong.length} wrong responses`).toEqual([])
  expect(members.filter(({ state }) => state === 'out')).toHaveLength(crowd.length)
  expect(seen.own).toBeGreaterThan(requests / 2)
  expect(seen.nothing).toBeGreaterThan(100)
  expect(seen.renewed).toBeGreaterThan(crowd.length)
})
