import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { checkRuleBook, ruleInForce } from '../../shared/rules/check-rule-book.ts'
import { explainTier } from '../../shared/rules/explain-tier.ts'
import { givenOn } from '../../server/rules/given-tiers.ts'
import { rollUp } from '../../server/rules/roll-up.ts'
import { judge, tierScheme, type Reading } from '../../shared/rules/tier-scheme.ts'
import type { ComputedTierRule } from '../../shared/domain/tier-rules.ts'
import { TEN, applyAll, stepAt } from '../support/case-steps.ts'
import { RULES, openFold } from '../support/fold-run.ts'

const fixture = (name: string) =>
  JSON.parse(readFileSync(join(import.meta.dirname, '../fixtures/rules', `${name}.json`), 'utf8')) as {
    tiers: [ComputedTierRule]
  }
const community = tierScheme(fixture('cdc-community-level').tiers[0])
const transmission = tierScheme(fixture('cdc-transmission').tiers[0])
const from = (readings: Readonly<Record<string, Reading>>) => (input: string) => readings[input] ?? 'missing'

describe('tier rules', () => {
  // Fault seen: `>` for `>=`; the second table judged by the cuts of the first.
  test.each([
    [{ cases: 199.99, admissions: 9.9, beds: 9.9 }, 1],
    [{ cases: 199.99, admissions: 10, beds: 0 }, 2],
    [{ cases: 199.99, admissions: 0, beds: 15 }, 3],
    [{ cases: 200, admissions: 0, beds: 0 }, 2],
    [{ cases: 200, admissions: 10, beds: 0 }, 3],
    [{ cases: 10, beds: 15 }, 3],
    [{ cases: 10, admissions: 20 }, 3],
    [{ cases: 10 }, 0],
    [{ admissions: 20, beds: 20 }, 0],
    [{ cases: 10, admissions: 20, beds: 'unreadable' }, 0],
  ] as const)('[TR3] one input chooses the table, the worse of the others decides: %j', (readings, rank) => {
    expect(judge(community, undefined, from(readings))).toBe(rank)
  })

  // Fault seen: a suppressed input read as 0.
  test.each([
    [{ cases: 'suppressed', positivity: 20 }, 0],
    [{ cases: 'missing', positivity: 20 }, 0],
    [{ cases: 49.99, positivity: 'missing' }, 2],
    [{ cases: 49.99, positivity: 'suppressed' }, 0],
    [{ cases: 0, positivity: 0 }, 1],
  ] as const)('[TR2] what an absent input means is said for each, and is never the lowest tier: %j', (readings, rank) => {
    expect(judge(transmission, undefined, from(readings))).toBe(rank)
  })

  test('[TR8] an explanation names the cut that decided, and says the same tier', () => {
    const readings = from({ cases: 12, positivity: 9 })
    const { tier, ruleId, version, inputs } = explainTier(transmission, undefined, readings)
    expect([tier, ruleId, version]).toEqual(['substantial', 'cdc-transmission', '2021-02-12'])
    expect(inputs.map(({ input, part, rank, cut }) => [input, part, rank, cut?.value])).toEqual([
      ['cases', 'agrees', 2, 10],
      ['positivity', 'decides', 3, 8],
    ])
    const unknown = explainTier(transmission, undefined, from({ cases: 'suppressed', positivity: 9 }))
    expect([unknown.tier, unknown.inputs[0]?.part]).toEqual([undefined, 'unknown'])
  })

  test('[TR4] an area is as its worst part, or as a share of its parts; what is unknown never calms it', () => {
    const worst = { roles: ['city' as const], by: 'worst' as const }
    expect(rollUp(worst, [1, 3, 2], 5)).toBe(3)
    expect(rollUp(worst, [1, 3, 0], 5)).toBe(0)
    expect(rollUp(worst, [1, 5, 0], 5)).toBe(5)
    expect(rollUp({ ...worst, unknown: 'ignore' }, [1, 3, 0], 5)).toBe(3)
    expect(rollUp(worst, [], 5)).toBe(0)
    const fifth = { roles: ['city' as const], by: 'share' as const, share: 0.2 }
    expect(rollUp(fifth, [1, 1, 1, 1, 5], 5)).toBe(5)
    expect(rollUp(fifth, [1, 1, 1, 1, 1, 5], 5)).toBe(1)
    expect(rollUp(fifth, [1, 2, 2, 1, 1, 4], 5)).toBe(2)
    expect(rollUp(fifth, [1, 2, 2, 1, 0, 4], 5)).toBe(0)
  })

  test('[TR6] rules follow each other by day, each to the day before the next', () => {
    const rules = [{ validFrom: '2020-02-09', validTo: '2020-02-12' }, { validFrom: '2020-02-12' }]
    expect(['2020-02-08', '2020-02-11', '2020-02-12', '2030-01-01'].map((day) => ruleInForce(rules, day))).toEqual([-1, 0, 1, 1])
  })

  test('[TR9] a given tier is the newest publication of a day that is not ahead, as it is', () => {
    const publications = [
      { asOf: '2020-02-09', tiers: { A: '红', B: 'green' } },
      { asOf: '2020-02-12', tiers: { A: '较高风险' } },
    ]
    const rule = {
      id: 'g',
      version: '1',
      author: 'x',
      kind: 'given' as const,
      validFrom: '2020-02-09',
      authority: { zh: '省', en: 'p' },
      publications,
    }
    expect(givenOn(rule, '2020-02-08')).toBeUndefined()
    expect([...(givenOn(rule, '2020-02-11')?.ranks ?? [])]).toEqual([
      ['A', 5],
      ['B', 1],
    ])
    expect([...(givenOn(rule, '2020-02-12')?.ranks ?? [])]).toEqual([['A', 4]])
  })

  test('[TR1] a rule book is refused whole with every fault and its place', () => {
    const [rule] = RULES.tiers as [ComputedTierRule]
    const faultsIn = (change: Partial<ComputedTierRule>) => {
      const checked = checkRuleBook({ tiers: [{ ...rule, ...change }] })
      return checked.kind === 'broken' ? checked.faults.map(({ at }) => at) : []
    }
    const scale = { input: 'x', base: '绿', cuts: [{ tier: '紫', compare: '>=' as const, value: 1 }] }
    expect(faultsIn({})).toEqual([])
    expect(faultsIn({ tables: [{ scales: [scale] }] })).toEqual([
      '/tiers/0/tables/0/scales/0/input',
      '/tiers/0/tables/0/scales/0/cuts/0/tier',
    ])
    const { hold: _, ...loose } = rule
    expect(checkRuleBook({ tiers: [loose] })).toMatchObject({ faults: [{ at: '/tiers/0/tables/0/scales/0/margin' }, {}] })
    expect(faultsIn({ validTo: '1999-01-01' })).toEqual(['/tiers/0/validTo'])
    expect(faultsIn({ version: '' })).toEqual(['/tiers/0/version'])
    expect(checkRuleBook({ tiers: [rule, { ...rule, version: '2' }] })).toMatchObject({ faults: [{ at: '/tiers/1/validFrom' }] })
    expect(checkRuleBook([])).toMatchObject({ kind: 'broken' })
    expect(checkRuleBook({ tiers: [null] })).toMatchObject({ faults: [{ at: '/tiers/0/kind' }] })
  })

  // Fault seen: the dwell counted from the last assessment; no margin when falling.
  test('[TR5] a tier rises at once, is left only past its margin, and not before its dwell', () => {
    const run = openFold()
    const minute = (n: number) => {
      run.fold.advance(TEN + n * 60)
      return run.value('tier')
    }
    applyAll(run, [stepAt(0, 'a', 'filed', { dueAt: (TEN + 61) * 1000 }), stepAt(0, 'b', 'filed', { dueAt: (TEN + 61) * 1000 })])
    expect([minute(1), minute(2)]).toEqual([1, 3])
    expect(minute(15)).toBe(3)
    applyAll(run, [stepAt(16, 'a', 'closed')])
    expect([minute(16), minute(30), minute(60)]).toEqual([3, 3, 3])
    applyAll(run, [stepAt(61, 'b', 'closed')])
    expect([minute(61), minute(74), minute(75), minute(80), minute(90)]).toEqual([3, 3, 2, 2, 2])
  })
})
