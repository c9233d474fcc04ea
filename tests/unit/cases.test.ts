import { describe, expect, test } from 'vitest'
import { quantileOf, addToSketch } from '../../shared/figures/log-sketch.ts'
import type { ComputedTierRule } from '../../shared/domain/tier-rules.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { createFold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { createCaseFiles } from '../../server/publish/case-files.ts'
import { createFigures } from '../../server/aggregate/city-figures.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { TEN, applyAll, msAt, stepAt } from '../support/case-steps.ts'
import { CALENDAR, RULES, entryOf, openFold } from '../support/fold-run.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { seededRandom } from '../support/random.ts'
import { smallCity } from '../support/small-city.ts'

function folded(events: readonly StoredEvent[], minutes?: number) {
  const run = openFold()
  applyAll(run, events)
  if (minutes !== undefined) run.fold.advance(TEN + minutes * 60)
  return run
}

const present = (run: ReturnType<typeof openFold>) => ({
  open: run.value('cases.open'),
  steps: [1, 2, 3, 4, 5, 6, 7].map((n) => run.value(`cases.step.${n}`)),
})

describe('cases', () => {
  // Fault seen: the log's own text read for a corrected step.
  test('[CS5] a step that was corrected is shown as it was corrected, and says so; a withdrawn one is not shown', async () => {
    const events: StoredEvent[] = []
    const run = openFold(undefined, undefined, (seq) => events[seq - 1])
    const log = createMemoryEventLog()
    const tell = async (event: StoredEvent) => {
      events.push(event)
      const entry = entryOf(event, events.length, TEN + 600)
      await log.append([entry])
      run.fold.apply(entry)
    }
    const correct = (id: string, action: string, was: StoredEvent, by?: StoredEvent) =>
      ({ ...was, id, kind: 'correction', action, ref: { source: was.source, id: was.id }, was, by }) as unknown as StoredEvent
    const [reported, filed, closed] = [stepAt(0, 'c1', 'reported'), stepAt(1, 'c1', 'filed'), stepAt(2, 'c1', 'closed')]
    for (const event of [reported, filed, closed]) await tell(event)
    await tell(correct('k1', 'replace', filed, { ...filed, reason: 'told anew' } as StoredEvent))
    await tell(correct('k2', 'withdraw', closed))
    const files = createCaseFiles(run.book, log)
    const shown = files.steps(files.one('c1')?.seqs ?? [])
    expect(shown.map(({ step, reason, corrected }) => [step, reason, corrected])).toEqual([
      ['reported', undefined, undefined],
      ['filed', 'told anew', true],
    ])
  })

  // The Tianmen bulletin of December 2016: filed 996, due 972, closed 911, on time 737.
  // Fault seen: the rate divided by what was filed.
  test('[AG2] the golden bulletin: 93.72 % closed and 75.82 % on time of what fell due, by parts and events', () => {
    const types = [...SMALL_CATALOGUE.types, { ...SMALL_CATALOGUE.types[0]!, code: 'part', group: 'part' as const }]
    const catalogue = { ...SMALL_CATALOGUE, types }
    const tree = smallCity()
    const fold = createFold({
      tree,
      catalogue,
      calendar: CALENDAR,
      print: new Fingerprint(new Uint8Array(8)),
      eventAt: () => undefined,
    })
    const keys = keysOf(catalogue)
    const figures = createFigures({ fold, catalogue, keys, rules: RULES })
    const value = (key: string) =>
      figures.value(
        keys.findIndex((def) => def.key === key),
        0,
      )
    const events: StoredEvent[] = []
    for (let i = 0; i < 996; i++) {
      const due = i < 972 ? 100 : 10_000
      const type = i < 956 ? 'thing' : 'part'
      const origin = i < 953 ? 'patrol' : 'resident'
      events.push(stepAt(0, `g${i}`, 'filed', { type, origin, dueAt: msAt(due) }))
      const closes = i < 902 || (i >= 956 && i < 965)
      if (closes) events.push(stepAt(i < 737 ? 50 : 150, `g${i}`, 'closed', { type }))
    }
    events.sort((a, b) => a.t - b.t)
    events.forEach((event, at) => fold.apply(entryOf(event, at + 1, Math.floor(event.t / 1000))))
    expect(value('cases.due.day')).toBe(972)
    expect(value('cases.closureRate.day')).toBeCloseTo(911 / 972, 12)
    expect((value('cases.closureRate.day') * 100).toFixed(2)).toBe('93.72')
    expect((value('cases.onTimeRate.day') * 100).toFixed(2)).toBe('75.82')
    expect(value('cases.closureRate.events.day')).toBeCloseTo(902 / 956, 12)
    expect(value('cases.closureRate.parts.day')).toBeCloseTo(9 / 16, 12)
    expect(value('cases.patrolRate.day')).toBeCloseTo(953 / 996, 12)
  })

  test('[FD7] a case walks the seven steps; closed and evaluated ones are counted until midnight', () => {
    const line = ['reported', 'filed', 'dispatched', 'handled', 'feedback', 'verified', 'closed', 'evaluated'] as const
    const run = openFold()
    const seen = line.map((step, at) => {
      applyAll(run, [stepAt(at, 'k', step)])
      return present(run).steps.indexOf(1) + 1
    })
    expect(seen).toEqual([1, 2, 3, 4, 5, 6, 6, 7])
    expect(run.value('cases.open')).toBe(0)
    run.fold.advance(TEN + 14 * 3600 - 1)
    expect(run.value('cases.step.7')).toBe(1)
    run.fold.advance(TEN + 14 * 3600)
    expect(run.value('cases.step.7')).toBe(0)
  })

  // Fault seen: overdue from the due second itself.
  test('[FD7] a case is due at its due second and overdue from the next one on', () => {
    const run = folded([stepAt(0, 'k', 'reported', { dueAt: msAt(5) })])
    run.fold.advance(TEN + 299)
    expect([run.value('cases.due.day'), run.value('cases.overdue')]).toEqual([0, 0])
    run.fold.advance(TEN + 300)
    expect([run.value('cases.due.day'), run.value('cases.overdue', 'C111111')]).toEqual([1, 0])
    run.fold.advance(TEN + 301)
    expect([run.value('cases.due.day'), run.value('cases.overdue'), run.value('cases.overdue', 'C1111')]).toEqual([1, 1, 1])
  })

  test('[FD7] an extension moves the due time; the old one no longer counts', () => {
    const run = folded([stepAt(0, 'k', 'reported', { dueAt: msAt(5) }), stepAt(7, 'k', 'extended', { dueAt: msAt(20) })])
    expect([run.value('cases.due.day'), run.value('cases.overdue'), run.value('cases.extended.day')]).toEqual([0, 0, 1])
    run.fold.advance(TEN + 1201)
    expect([run.value('cases.due.day'), run.value('cases.overdue')]).toEqual([1, 1])
  })

  test('[FD7] steps of one case that arrive in another order lead to the same standing', () => {
    const events = [
      stepAt(0, 'k', 'reported', { dueAt: msAt(30) }),
      stepAt(1, 'k', 'filed'),
      stepAt(2, 'k', 'dispatched', { unit: 'unit' }),
      stepAt(3, 'k', 'extended', { dueAt: msAt(60) }),
      stepAt(4, 'k', 'handled'),
      stepAt(70, 'k', 'closed'),
      stepAt(80, 'k', 'evaluated'),
    ]
    const windows = ['reported', 'filed', 'closed', 'late', 'extended'].map((base) => `cases.${base}.day`)
    const keys = ['cases.open', 'cases.step.7', 'cases.due.day', 'cases.dueOnTime.day', 'cases.dueClosed.day', ...windows]
    const inOrder = folded(events, 90)
    const random = seededRandom(3)
    for (let round = 0; round < 30; round++) {
      const shuffled = folded(
        [...events].sort(() => random() - 0.5),
        90,
      )
      expect(keys.map((key) => shuffled.value(key))).toEqual(keys.map((key) => inOrder.value(key)))
    }
    expect(keys.map((key) => inOrder.value(key))).toEqual([0, 1, 1, 0, 1, 1, 1, 1, 1, 1])
  })

  test('[FD7] an order that cannot be is flagged once and never doubles a count', () => {
    const run = folded([
      stepAt(0, 'k', 'reported'),
      stepAt(1, 'k', 'reported'),
      stepAt(2, 'k', 'closed'),
      stepAt(3, 'k', 'closed'),
      stepAt(4, 'k', 'handled'),
    ])
    expect([run.value('cases.reported.day'), run.value('cases.closed.day'), run.value('cases.open')]).toEqual([1, 1, 0])
    expect(run.fold.cases.outOfOrder).toBe(1)
    applyAll(run, [stepAt(5, 'k', 'reopened'), stepAt(6, 'k', 'closed')])
    expect([run.value('cases.closed.day'), run.value('cases.reopened.day'), run.value('cases.open')]).toEqual([2, 1, 0])
  })

  test('[FD7] a self-handled case is counted apart and never open', () => {
    const run = folded([stepAt(0, 'k', 'reported', { selfHandled: true }), stepAt(1, 'k', 'closed')])
    const keys = ['cases.selfHandled.day', 'cases.reported.day', 'cases.closed.day', 'cases.open', 'events.day']
    expect(keys.map((key) => run.value(key))).toEqual([1, 0, 0, 0, 2])
  })

  test('[FD7] a case without a place stands at the root until a step names one', () => {
    const run = folded([stepAt(0, 'k', 'reported', { node: 'C', unplaced: true })])
    expect([run.value('cases.open'), run.value('cases.open', 'C1'), run.value('events.noPosition.day')]).toEqual([1, 0, 1])
    applyAll(run, [stepAt(1, 'k', 'filed', { node: 'C1111' })])
    expect([run.value('cases.open'), run.value('cases.open', 'C1111')]).toEqual([1, 1])
  })

  test('[FD8] warnings count until they expire or are cancelled, exercises never', () => {
    const warning = (minutes: number, change: object) =>
      ({
        kind: 'warning',
        id: `w${minutes}`,
        source: 'a',
        t: msAt(minutes),
        node: 'C',
        cls: 'T',
        warningId: 'w',
        status: 'actual',
        msgType: 'alert',
        level: 2,
        type: 'rain',
        expiresAt: msAt(60),
        ...change,
      }) as StoredEvent
    const run = folded([warning(0, {}), warning(1, { warningId: 'x', status: 'exercise' })])
    expect(run.value('warnings.2')).toBe(1)
    run.fold.advance(TEN + 3600)
    expect(run.value('warnings.2')).toBe(0)
    const cancelled = folded([warning(0, {}), warning(2, { warningId: 'y', msgType: 'cancel', references: ['w'] })])
    expect(cancelled.value('warnings.2')).toBe(0)
  })

  test('[AG3] a quantile of handling times is within two in a hundred of the nearest rank', () => {
    const random = seededRandom(9)
    const amounts = Array.from({ length: 999 }, () => Math.exp(random() * 12) / 60).sort((a, b) => a - b)
    const sketch: number[] = []
    for (const amount of amounts) addToSketch(sketch, amount)
    for (const share of [0.5, 0.9]) {
      const exact = amounts[Math.ceil(share * amounts.length) - 1]!
      expect(Math.abs(quantileOf(sketch, share) - exact) / exact).toBeLessThan(0.02)
    }
  })

  test('[AG5] a tier with a missing input is unknown, never the lowest', () => {
    const [rule] = RULES.tiers as [ComputedTierRule]
    const closure = { name: { zh: '结案率', en: 'closure' }, key: 'cases.closureRate.day' }
    const scale = { input: 'closure', base: '绿', cuts: [{ tier: '红', compare: '<' as const, value: 0.5 }] }
    const tables = rule.tables.map((table) => ({ ...table, scales: [...table.scales, scale] }))
    const missing = { tiers: [{ ...rule, inputs: { ...rule.inputs, closure }, tables }] }
    const { fold, figures, value } = openFold()
    fold.advance(TEN)
    expect(value('tier')).toBe(1)
    const key = figures.keys.findIndex((def) => def.key === 'tier')
    const unknown = createFigures({ fold, catalogue: SMALL_CATALOGUE, keys: figures.keys, rules: missing })
    expect(unknown.value(key, 0)).toBeNaN()
  })
})
