import type fc from 'fast-check'
import type { SessionContext } from '@/lib/session/context'
import { readSessionCookie, writeSessionCookie } from '@/lib/session/cookies'
import { refreshAndReturn, refreshIfNeeded } from '@/lib/session/refresh'
import type { Session } from '@/lib/session/session'
import { refreshPath, refreshPathTo } from '@/lib/session/urls'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import { createSetup, sessionOf, spotifyUrl, TestJar, type TestSetup } from '../../../../../tests/unit/support.ts'
import { anotherInstance } from '../../../../support/another-instance.ts'
import { instanceWith, MemoryStore } from '../../../../support/memory-store.ts'
import { SpotifyWatch } from './spotify-watch.ts'

export type Plan = {
  people: PersonId[]
  instances: number
  store: 'none' | 'works' | 'fails at times' | 'is emptied at times'
  rotation: boolean
  rounds: Round[]
}

/** A group of concurrent visits. All visits in a round finish before the next round starts. */
export type Round = {
  waitMs: number
  /** Whether Spotify rejects all access tokens at the start of the round, even though they haven't expired. */
  refusesEarly: boolean
  visits: Visit[]
}

export type Visit = {
  person: number
  /** The instances that handle this visit's requests, in order. */
  instances: number[]
  via: 'page' | 'refresh address'
  waitMs: number
  /** The outcome of the token request, if this visit makes one. */
  fate: Fate
}

export type Fate = 'answered' | 'outage' | 'cut' | 'answer lost' | 'refused'

const returnTo = '/playlists'
const longestWay = 6

/** A model of browsers, instances of the app, a store and Spotify. fast-check's scheduler decides the order of all steps. */
export class Model {
  readonly plan: Plan
  readonly setup: TestSetup
  readonly watch: SpotifyWatch
  readonly browsers = new Map<PersonId, TestJar>()
  readonly instances: SessionContext[]
  readonly reasons: string[] = []
  #isOrderly = false
  readonly #scheduler: fc.Scheduler
  #stepCount = 0

  constructor(scheduler: fc.Scheduler, plan: Plan) {
    this.plan = plan
    this.#scheduler = scheduler
    this.setup = createSetup()
    this.setup.emulator.settings.rotation = plan.rotation
    this.watch = new SpotifyWatch(this.setup, (what) => this.#step(what))
    const store = plan.store === 'none' ? null : this.#createStore()
    const context = { ...this.setup.context, pause: (ms: number) => this.#pause(ms) }
    const setup = { ...this.setup, context }
    this.instances = Array.from({ length: plan.instances }, (_, place) => {
      const fetch = this.watch.fetchOf(plan.store === 'works' ? 'all' : `instance ${place}`)
      return (store ? instanceWith(store, setup, { fetch }) : anotherInstance(setup, { fetch })).context
    })
  }

  async run(): Promise<void> {
    for (const person of this.plan.people) {
      const session = sessionOf(this.setup, person)
      this.watch.learn(person, session)
      const jar = new TestJar()
      await writeSessionCookie(this.setup.context, jar, session)
      this.browsers.set(person, jar)
    }
    for (const round of this.plan.rounds) {
      this.setup.clock.ms += round.waitMs
      if (round.refusesEarly) this.setup.emulator.expireAccessTokens()
      await this.#scheduler.waitFor(Promise.all(round.visits.map((visit) => this.#visit(visit))))
    }
  }

  /** An hour later, makes one more visit in each browser. These visits are made one at a time and without faults. */
  async visitOnceMore(): Promise<void> {
    this.#isOrderly = true
    this.watch.isOrderly = true
    this.setup.clock.ms += 61 * 60_000
    for (const person of this.plan.people.keys())
      await this.#visit({ person, instances: [0], via: 'page', waitMs: 0, fate: 'answered' })
  }

  /** Returns whether the access token in this user's browser works and belongs to that user. */
  async isServed(person: PersonId): Promise<boolean> {
    const session = await this.#sessionIn(this.browsers.get(person))
    const headers = { authorization: `Bearer ${session?.accessToken}` }
    const answer = await this.setup.emulator.fetch(`${spotifyUrl}/v1/me`, { headers })
    return answer.status === 200 && (await answer.json()).id === person
  }

  async #visit({ person: place, instances, via, waitMs, fate }: Visit): Promise<void> {
    const person = this.plan.people[place % this.plan.people.length] as PersonId
    const contextOf = (hop: number) =>
      this.instances[(instances[hop % instances.length] ?? 0) % this.instances.length] as SessionContext
    this.watch.setFate(person, fate)
    await this.#step('a visitor leaves')
    this.setup.clock.ms += waitMs
    let path: string | null = refreshPathTo({ returnTo })
    if (via === 'page')
      path = await this.#request(person, async (jar) => {
        const result = await refreshIfNeeded(contextOf(0), jar)
        if (result?.kind === 'ended' || result?.kind === 'unavailable') this.reasons.push(result.failure.reason)
        return result?.kind === 'retry' ? refreshPathTo({ returnTo, refused: result.refused }) : null
      })
    for (let hop = 1; path?.startsWith(refreshPath); hop++) {
      if (hop > longestWay) throw new Error(`The visit is in a redirect loop. The last URL is ${path}`)
      const query = new URL(path, 'http://x').searchParams
      const visit = { returnTo, refused: query.get('refused'), replaced: query.get('replaced') }
      path = await this.#request(person, async (jar) => {
        const end = await refreshAndReturn(contextOf(hop), jar, visit)
        if (end.failure) this.reasons.push(end.failure.reason)
        return end.path
      })
    }
  }

  /** Sends a request with the browser's cookies, and stores the response's cookies in the browser when the response arrives. */
  async #request<Value>(person: PersonId, answer: (jar: TestJar) => Promise<Value>): Promise<Value> {
    const browser = this.browsers.get(person) as TestJar
    const jar = browser.copy()
    const sent = await this.#sessionIn(jar)
    await this.#step('a request is on its way')
    const value = await answer(jar)
    const session = await this.#sessionIn(jar)
    this.watch.expectOwner(person, session)
    if (sent && !session) this.watch.expectRefusedTwice(sent)
    await this.#step('an answer is on its way')
    for (const { name, value: cookie, options } of jar.written) browser.set(name, cookie, options)
    return value
  }

  #sessionIn = async (jar: TestJar | undefined): Promise<Session | null> =>
    jar ? readSessionCookie(this.setup.context, jar) : null

  async #step(what: string): Promise<void> {
    this.#stepCount++
    if (!this.#isOrderly) await this.#scheduler.schedule(Promise.resolve(), what)
  }

  async #pause(ms: number): Promise<void> {
    const untilMs = this.setup.clock.ms + ms
    await this.#step('a pause is over')
    await this.setup.context.pause(0)
    this.setup.clock.ms = Math.max(this.setup.clock.ms, untilMs)
  }

  #createStore(): MemoryStore {
    const store = new MemoryStore(this.setup.clock)
    store.before = async (call) => {
      await this.#step(`the store is asked to ${call}`)
      const isAmiss = !this.#isOrderly && this.#stepCount % 5 === 0
      if (isAmiss && this.plan.store === 'fails at times') throw new Error('away')
      if (isAmiss && this.plan.store === 'is emptied at times') store.empty()
    }
    return store
  }
}
