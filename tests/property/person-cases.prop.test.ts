import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { PersonCases } from '../../server/fold/person-cases.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { START, storedEvents } from '../support/counted-events.ts'
import { CALENDAR, entryOf, openFold } from '../support/fold-run.ts'

type CaseEvent = StoredEventOf<'case'>

/** No two alike in all: of such two the later one is taken back, because nothing is kept that tells them apart. */
const steps = fc
  .array(
    fc.record({
      cls: fc.constantFrom('P', 'X'),
      caseId: fc.constantFrom('c1', 'c2'),
      step: fc.constantFrom('reported', 'closed', 'closed', 'reopened'),
      node: fc.nat(2),
    }),
    { maxLength: 12 },
  )
  .map((all) => all.map((step, at) => ({ ...step, second: START + at })))

/** What has been counted, by base, place and second. */
function openCases() {
  const cases = new PersonCases(new Fingerprint(new Uint8Array(8)), CALENDAR)
  const counts = new Map<string, number>()
  const count = (base: string, { node, second }: { node: number; second: number }, weight: number) => {
    const key = `${base} ${node} ${second - START}`
    counts.set(key, (counts.get(key) ?? 0) + weight)
  }
  const counted = () => [...counts].filter(([, n]) => n !== 0).sort(([a], [b]) => (a < b ? -1 : 1))
  return { cases, count, counted }
}

describe('cases of P and X', () => {
  // Fault seen: without the memory of steps, each repetition of `closed` counts.
  test('[FD10] a repeated step counts once, a closing once more for each reopening, in any order and across a cut', () => {
    fc.assert(
      fc.property(storedEvents(3, 40), fc.nat(40), (events, cut) => {
        const persons = events.filter(({ cls, kind }) => kind === 'case' && cls !== 'T') as CaseEvent[]
        let run = openFold()
        let clock = START
        persons.forEach((event, at) => {
          if (at === cut) {
            const { columns, rest } = run.fold.save()
            run = openFold({ columns, rest: JSON.parse(JSON.stringify(rest)) as unknown })
          }
          clock = Math.max(clock, Math.floor(event.t / 1000))
          run.fold.apply(entryOf(event, at + 1, clock))
        })
        for (const cls of ['P', 'X'] as const) {
          const own = persons.filter((event) => event.cls === cls && event.selfHandled !== true)
          const of = (step: string) => (id: string) => own.filter((event) => event.caseId === id && event.step === step).length
          const ids = [...new Set(own.map(({ caseId }) => caseId))]
          const sum = (count: (id: string) => number) => ids.reduce((total, id) => total + count(id), 0)
          const reported = sum((id) => Math.min(1, of('reported')(id)))
          const closed = sum((id) => Math.min(of('closed')(id), 1 + of('reopened')(id)))
          const key = cls.toLowerCase()
          if (persons.length === 0) continue
          expect(run.value(`${key}.cases.reported.month`)).toBe(reported)
          expect(run.value(`${key}.cases.closed.month`)).toBe(closed)
        }
      }),
      { numRuns: 60 },
    )
  })

  test('[FD10] a step taken back leaves what there would be without it', () => {
    fc.assert(
      fc.property(steps, fc.array(fc.boolean(), { minLength: 12, maxLength: 12 }), (all, goes) => {
        const [corrected, fresh] = [openCases(), openCases()]
        for (const step of all) corrected.cases.take(step as unknown as CaseEvent, step, corrected.count)
        all.forEach((step, at) => goes[at] && corrected.cases.takeBack(step as unknown as CaseEvent, step, corrected.count))
        all.forEach((step, at) => goes[at] || fresh.cases.take(step as unknown as CaseEvent, step, fresh.count))
        expect(corrected.counted()).toEqual(fresh.counted())
      }),
      { numRuns: 500 },
    )
  })

  test('[FD10] steps are forgotten after 35 days, and no case number is kept', () => {
    const { cases, count, counted } = openCases()
    const step = { cls: 'P', caseId: 'case-of-a-person', step: 'closed', node: 1, second: START } as unknown as CaseEvent
    const place = { node: 1, second: START }
    for (const _twice of [1, 2]) cases.take(step, place, count)
    expect(counted()).toEqual([['cases.closed 1 0', 1]])
    const saved = cases.save()
    expect(JSON.stringify([saved.rest, Object.values(saved.columns).map(String)])).not.toContain('case-of-a-person')
    cases.forget(START + 36 * 86_400)
    expect(cases.save()).toMatchObject({ rest: { repeats: [] } })
    expect(cases.save().columns['seen/prints']).toHaveLength(0)
  })
})
