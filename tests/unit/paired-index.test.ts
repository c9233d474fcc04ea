import { describe, expect, test } from 'vitest'
import { coupling, indexPair } from '../../shared/rules/paired-index.ts'
import type { IndexRule } from '../../shared/domain/index-rules.ts'
import { RULES, openFold } from '../support/fold-run.ts'
import { TEN, applyAll, stepAt } from '../support/case-steps.ts'
import { checkRuleBook } from '../../shared/rules/check-rule-book.ts'

const [pair] = RULES.indices as [IndexRule]
const part = (key: string, weight: number, missing?: 'ignore') => ({
  name: { zh: key, en: key },
  key,
  weight,
  zeroAt: 0.5,
  hundredAt: 1,
  ...(missing ? { missing } : {}),
})
const rule: IndexRule = {
  ...pair,
  order: { ...pair.order, indicators: [part('a', 3), part('b', 1, 'ignore')] },
  vitality: { ...pair.vitality, indicators: [{ ...part('c', 1), zeroAt: 10, hundredAt: 0 }] },
  coupling: { rise: 5, fall: 5, overHours: 3 },
}
const from = (values: Readonly<Record<string, number>>) => (key: string) => values[key] ?? Number.NaN

describe('paired indices', () => {
  // Fault seen: the weight of an ignored indicator still divided by.
  test('[IX1] weighted means in points, straight between the declared ends, to a tenth, never one alone', () => {
    expect(indexPair(rule, from({ a: 0.9, b: 0.5, c: 2.5 }))).toEqual({ order: 60, vitality: 75, combined: 67.5 })
    expect(indexPair(rule, from({ a: 0.9, c: 2.5 }))).toEqual({ order: 80, vitality: 75, combined: 77.5 })
    expect(indexPair(rule, from({ a: 2, c: -5 }))).toEqual({ order: 100, vitality: 100, combined: 100 })
    expect(indexPair(rule, from({ a: 0.9 }))).toEqual({ order: Number.NaN, vitality: Number.NaN, combined: Number.NaN })
    expect(indexPair(rule, from({ b: 0.9, c: 1 })).vitality).toBeNaN()
  })

  test('[IX3] coupled where order rose and vitality fell by the declared points, unknown where a moment is', () => {
    const at = (order: number, vitality: number) => ({ order, vitality, combined: 0 })
    expect(coupling(rule, at(70, 80), at(75, 75))).toBe(1)
    expect(coupling(rule, at(70, 80), at(74.9, 70))).toBe(0)
    expect(coupling(rule, at(70, 80), at(80, 75.1))).toBe(0)
    expect(coupling(rule, at(Number.NaN, 80), at(80, 70))).toBeNaN()
  })

  test('[IX3] tightening is told by the hour before: fewer events give more order and less vitality', () => {
    const run = openFold()
    applyAll(
      run,
      Array.from({ length: 8 }, (_, n) => stepAt(50, `c${n}`, 'reported')),
    )
    run.fold.advance(TEN + 3600)
    expect([run.value('index.order'), run.value('index.vitality'), run.value('index.combined')]).toEqual([60, 80, 70])
    run.fold.advance(TEN + 7199)
    expect(run.value('index.coupling')).toBeNaN()
    run.fold.advance(TEN + 7200)
    expect([run.value('index.order'), run.value('index.vitality'), run.value('index.coupling')]).toEqual([100, 0, 1])
  })

  // Fault seen: `wait` of the rule read as seconds; the streak not saved with the fold.
  test('[AL13] the pair pulling apart is an alarm once it lasts, over once it has ended for long enough, through a snapshot too', () => {
    const run = openFold()
    applyAll(
      run,
      Array.from({ length: 8 }, (_, n) => stepAt(50, `c${n}`, 'reported')),
    )
    const tight = ({ alarms }: ReturnType<typeof openFold>) => alarms().find(({ id }) => id === 'tight~C')
    run.fold.advance(TEN + 7_200 + 599)
    expect(tight(run)).toBeUndefined()
    const levelThree = run.value('alarms.3')
    const { columns, rest } = run.fold.save()
    const again = openFold({ columns, rest: JSON.parse(JSON.stringify(rest)) as unknown })
    for (const one of [run, again]) {
      one.fold.advance(TEN + 7_800)
      expect(tight(one)).toMatchObject({ level: 3, active: true, since: TEN + 7_200, knownAt: TEN + 7_800 })
      expect(one.value('alarms.3')).toBe(levelThree + 1)
    }
    // The hour after, vitality falls no further: coupled no more from 11:00 on, cleared twenty minutes later.
    run.fold.advance(TEN + 10_800 + 1_199)
    expect(tight(run)?.active).toBe(true)
    run.fold.advance(TEN + 10_800 + 1_200)
    expect(tight(run)).toMatchObject({ active: false, clearedAt: TEN + 12_000 })
    expect(run.value('alarms.3')).toBe(levelThree)
  })

  test('[IX4] bands have two sides, and a scale two ends', () => {
    const broken = { ...rule, order: { indicators: [{ ...part('a', 1), zeroAt: 1 }], band: { loose: 90, tight: 90 } } }
    const checked = checkRuleBook({ tiers: RULES.tiers, indices: [broken] })
    expect(checked).toMatchObject({ faults: [{ at: '/indices/0/order/band' }, { at: '/indices/0/order/indicators/0' }] })
  })
})
