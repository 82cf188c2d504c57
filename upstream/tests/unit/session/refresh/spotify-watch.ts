import type { Session } from '@/lib/session/session'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import type { FaultInput } from '../../../../../tests/emulator/faults/faults.ts'
import type { TestSetup } from '../../../../../tests/unit/support.ts'
import type { Fate } from './refresh-model.ts'

type Seen = { open: Map<string, number>; refused: number; wasInjected: boolean; refreshedAtMs: number }

const faultOf: Partial<Record<Fate, FaultInput>> = {
  outage: { name: 'server_error', where: 'token' },
  cut: { name: 'cut', where: 'token' },
  refused: { name: 'refresh_refused' },
}

/** Observes all requests that the instances send to Spotify, tracks every refresh token, and records violations in `complaints`. */
export class SpotifyWatch {
  readonly complaints: string[] = []
  /** Users whose newest refresh token was lost because the response that contained it never arrived. */
  readonly lost = new Set<PersonId>()
  isOrderly = false
  readonly #setup: TestSetup
  readonly #step: (what: string) => Promise<void>
  readonly #owners = new Map<string, PersonId>()
  readonly #seen = new Map<string, Seen>()
  readonly #fates = new Map<PersonId, Fate[]>()

  constructor(setup: TestSetup, step: (what: string) => Promise<void>) {
    this.#setup = setup
    this.#step = step
  }

  learn(person: PersonId, { accessToken, refreshToken }: Pick<Session, 'accessToken' | 'refreshToken'>): void {
    for (const token of [accessToken, refreshToken]) this.#owners.set(token, person)
  }

  setFate(person: PersonId, fate: Fate): void {
    this.#fates.set(person, [...(this.#fates.get(person) ?? []), fate])
  }

  expectOwner(person: PersonId, session: Session | null): void {
    if (!session) return
    const owners = [this.#owners.get(session.accessToken), this.#owners.get(session.refreshToken), session.viewer.id]
    if (owners.some((owner) => owner !== person)) this.complaints.push(`${person} received a token of ${owners}`)
  }

  expectRefusedTwice({ refreshToken }: Session): void {
    const { refused } = this.#of(refreshToken)
    if (refused < 2) this.complaints.push(`a session ended, but Spotify refused its token only ${refused} times`)
  }

  /**
   * `ever` indicates whether Spotify has refused one of this user's tokens at least twice, and `byFault` indicates whether a fault
   * caused any of those refusals.
   */
  wasRefusedTwice(person: PersonId): { ever: boolean; byFault: boolean } {
    const refused = [...this.#seen].filter(([token, { refused }]) => this.#owners.get(token) === person && refused > 1)
    return { ever: refused.length > 0, byFault: refused.some(([, { wasInjected }]) => wasInjected) }
  }

  /**
   * Returns a `fetch` function for a group of instances that share refreshes. The function records a violation if two of the
   * group's requests for the same token overlap.
   */
  fetchOf(group: string): typeof fetch {
    return async (input, init) => {
      const form = new URLSearchParams(await new Request(input as string, init).clone().text())
      const token = form.get('refresh_token') ?? ''
      const seen = this.#of(token)
      const open = (seen.open.get(group) ?? 0) + 1
      seen.open.set(group, open)
      if (open > 1) this.complaints.push('two token requests for one refresh token at once')
      if (group === 'all' && this.#setup.clock.ms - seen.refreshedAtMs < 30_000)
        this.complaints.push('a second token request within thirty seconds')
      try {
        await this.#step('Spotify is asked')
        return await this.#answer(token, seen, input as string, init)
      } finally {
        seen.open.set(group, open - 1)
      }
    }
  }

  async #answer(token: string, seen: Seen, input: string, init: RequestInit | undefined): Promise<Response> {
    const person = this.#owners.get(token) as PersonId
    const fate = this.isOrderly ? 'answered' : (this.#fates.get(person)?.shift() ?? 'answered')
    const fault = faultOf[fate]
    if (fault) this.#setup.emulator.faults.set({ ...fault, person, times: 1 })
    const answer = await this.#setup.emulator.fetch(input, init)
    const text = await answer.text()
    await this.#step('Spotify has answered')
    const { access_token: accessToken, refresh_token: refreshToken = token } = JSON.parse(text)
    if (accessToken) this.learn(person, { accessToken, refreshToken })
    if (answer.status === 400) {
      seen.refused++
      seen.wasInjected ||= fate === 'refused'
    }
    if (fate === 'answer lost') {
      if (refreshToken !== token) this.lost.add(person)
      throw new TypeError('fetch failed')
    }
    if (accessToken) seen.refreshedAtMs = this.#setup.clock.ms
    return new Response(text, { status: answer.status, headers: answer.headers })
  }

  #of(token: string): Seen {
    const seen = this.#seen.get(token) ?? { open: new Map(), refused: 0, wasInjected: false, refreshedAtMs: -1e12 }
    this.#seen.set(token, seen)
    return seen
  }
}
