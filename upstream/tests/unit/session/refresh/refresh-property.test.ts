import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { PersonId } from '../../../../../tests/emulator/data/people.ts'
import { type Fate, Model, type Plan, type Round, type Visit } from './refresh-model.ts'

const fate: fc.Arbitrary<Fate> = fc.oneof(
  { weight: 6, arbitrary: fc.constant('answered' as const) },
  { weight: 3, arbitrary: fc.constantFrom<Fate>('outage', 'cut', 'answer lost', 'refused') },
)

const visitWith = (fates: fc.Arbitrary<Fate>): fc.Arbitrary<Visit> =>
  fc.record({
    person: fc.nat({ max: 2 }),
    instances: fc.array(fc.nat({ max: 2 }), { minLength: 1, maxLength: 4 }),
    via: fc.constantFrom('page', 'page', 'refresh address'),
    waitMs: fc.constantFrom(0, 0, 0, 10, 1_000),
    fate: fates,
  })

const roundWith = (fates: fc.Arbitrary<Fate>): fc.Arbitrary<Round> =>
  fc.record({
    waitMs: fc.constantFrom(0, 500, 10_000, 29_000, 31_500, 45_000, 3_590_000, 3_600_000, 4_000_000),
    refusesEarly: fc.boolean(),
    visits: fc.array(visitWith(fates), { minLength: 1, maxLength: 4 }),
  })

const people: PersonId[] = ['mira', 'otto', 'ada']

const planWith = (fates: fc.Arbitrary<Fate>): fc.Arbitrary<Plan> =>
  fc.record({
    people: fc.integer({ min: 1, max: 3 }).map((count) => people.slice(0, count)),
    instances: fc.integer({ min: 1, max: 3 }),
    store: fc.constantFrom('none', 'works', 'works', 'fails at times', 'is emptied at times'),
    rotation: fc.boolean(),
    rounds: fc.array(roundWith(fates), { minLength: 1, maxLength: 4 }),
  })

/** Returns whether all instances in the plan share their refreshes. */
const isCoordinated = ({ instances, store }: Plan) => instances === 1 || store === 'works'

async function live(scheduler: fc.Scheduler, plan: Plan): Promise<Model> {
  const model = new Model(scheduler, plan)
  await model.run()
  await model.visitOnceMore()
  return model
}

const orders = fc.scheduler()

describe('requests, responses and cookies that arrive in random order', () => {
  test('no matter what Spotify does, shared refreshes never overlap, and sessions are never mixed up or ended by mistake', async () => {
    await fc.assert(
      fc.asyncProperty(orders, planWith(fate), async (scheduler, plan) => {
        const { watch, reasons } = await live(scheduler, plan)
        expect(watch.complaints).toEqual([])
        expect(reasons).not.toContain('login_failed')
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test('the app loses the newest token only after a Spotify fault, or rotation without shared refreshes', async () => {
    await fc.assert(
      fc.asyncProperty(orders, planWith(fate), async (scheduler, plan) => {
        const model = await live(scheduler, plan)
        for (const person of plan.people) {
          const refused = model.watch.wasRefusedTwice(person)
          const isSpotifys = model.watch.lost.has(person) || refused.byFault
          const isUncoordinated = !isCoordinated(plan) && plan.rotation && refused.ever
          if (!isSpotifys && !isUncoordinated) expect(await model.isServed(person), person).toBe(true)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)

  test('no session is lost while Spotify works, unless tokens rotate and instances do not share refreshes', async () => {
    const plans = planWith(fc.constant('answered')).filter((plan) => isCoordinated(plan) || !plan.rotation)
    await fc.assert(
      fc.asyncProperty(orders, plans, async (scheduler, plan) => {
        const model = await live(scheduler, plan)
        expect(model.reasons).toEqual([])
        for (const person of plan.people) {
          expect(await model.isServed(person), person).toBe(true)
          expect(model.watch.wasRefusedTwice(person).ever).toBe(false)
        }
      }),
      { numRuns: 150 },
    )
  }, 60_000)
})
