import { describe, expect, it } from 'vitest'
import type { ThresholdDecided, ThresholdProposed } from '../../shared/domain/threshold-act.ts'
import { isNight } from '../../shared/rules/night-hours.ts'
import { cutFault, type Cuts } from '../../shared/rules/threshold-cuts.ts'
import { stateOf, ThresholdEdits } from '../../shared/rules/threshold-edits.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { CALENDAR, entryOf, openFold } from '../support/fold-run.ts'
import { SMALL_ALARMS } from '../support/small-alarms.ts'

const TEN = Date.parse('2024-03-20T10:00:00+08:00') / 1000
const ruleOf = (id: string) => SMALL_ALARMS.rules.find((rule) => rule.id === id)!
const [ONE, TWO] = ['a'.repeat(24), 'b'.repeat(24)]
const id = '1'.repeat(24)
const proposed = (rule: string, cuts: Cuts, own: Partial<ThresholdProposed> = {}): ThresholdProposed => {
  const made = { version: 'test', rule, cuts, reason: 'flood', post: 'desk', by: ONE, until: 0, key: '' }
  return { act: 'threshold-proposed', id, ...made, ...own }
}
const decided = (approved: boolean, by = TWO): ThresholdDecided => ({
  act: 'threshold-decided',
  id,
  approved,
  post: 'shift',
  by,
  key: '',
})
/** Seconds after ten, and what `high` begins at then. */
const fromAt = (edits: ThresholdEdits, after: number) => {
  const rule = edits.inForce(ruleOf('high'), TEN + after)
  return rule.kind === 'reading' ? rule.from : undefined
}

describe('thresholds', () => {
  // Fault seen: `by` not compared, so that one account is both persons.
  it('[O12] [AL14] take force with the second person alone; the first one does not count twice, nor does a stale file', () => {
    const edits = new ThresholdEdits(SMALL_ALARMS)
    expect(edits.take(proposed('high', { from: 40 }, { version: 'older' }), TEN)).toBeUndefined()
    edits.take(proposed('high', { from: 40 }), TEN)
    expect(edits.take(decided(true, ONE), TEN + 60)).toBeUndefined()
    expect([fromAt(edits, 60), edits.version(TEN + 60)]).toEqual([20, 'test'])
    expect(edits.take(proposed('high', { from: 50 }, { id: '2'.repeat(24) }), TEN + 60)).toBeUndefined()
    edits.take(decided(true), TEN + 120)
    expect([119, 120].map((after) => fromAt(edits, after))).toEqual([20, 40])
    expect([119, 120].map((after) => edits.version(TEN + after))).toEqual(['test', 'test+1'])
    expect(edits.take(decided(false), TEN + 180)).toBeUndefined()
  })

  // Fault seen: a night's change kept in force after its limit.
  it.each([
    { second: 'nobody', decision: undefined, states: ['alone', 'alone', 'reverted'], from: [40, 40, 20] },
    { second: 'approves', decision: true, states: ['alone', 'approved', 'approved'], from: [40, 40, 40] },
    { second: 'rejects', decision: false, states: ['alone', 'rejected', 'rejected'], from: [40, 20, 20] },
  ])('[AL15] by night one person’s holds to its limit: $second', ({ decision, states, from }) => {
    const edits = new ThresholdEdits(SMALL_ALARMS)
    edits.take(proposed('high', { from: 40 }, { until: TEN + 7200 }), TEN)
    const before = stateOf(edits.all[0]!, TEN)
    if (decision !== undefined) edits.take(decided(decision), TEN + 600)
    const again = new ThresholdEdits(SMALL_ALARMS)
    again.load(JSON.parse(JSON.stringify(edits.save())))
    expect([before, ...[600, 7200].map((after) => stateOf(again.all[0]!, TEN + after))]).toEqual(states)
    expect([10, 600, 7200].map((after) => fromAt(again, after))).toEqual(from)
    if (decision === undefined) expect(again.take(decided(true), TEN + 7200)).toBeUndefined()
  })

  it('[AL14] alarms follow the cuts of the second at which something was told', () => {
    const run = openFold()
    let serial = 0
    const read = (after: number, value: number) => {
      const event = { id: `e${serial++}`, source: 'a', cls: 'T', kind: 'reading', dimension: 'water', node: 'C1111', value }
      run.fold.apply(entryOf({ ...event, t: (TEN + after) * 1000 } as StoredEvent, serial, TEN + after))
    }
    const act = (after: number, body: object) => {
      const bytes = new TextEncoder().encode(JSON.stringify(body))
      run.fold.apply({ kind: 'act', count: 1, at: TEN + after, firstSeq: ++serial, prints: new Uint8Array(0), body: bytes })
    }
    const active = () => run.alarms().some(({ rule, active: is }) => rule === 'high' && is)
    read(0, 10)
    act(60, proposed('high', { from: 9, until: 5 }))
    read(61, 10)
    expect(active()).toBe(false)
    act(120, decided(true))
    expect(active()).toBe(false)
    read(121, 10)
    expect(active()).toBe(true)
  })

  it.each([
    ['high', { from: 1, until: 2 }, /until/],
    ['high', { count: 3 }, /it has no count/],
    ['danger', { count: 3 }, /none/],
    ['high', { from: 20 }, /in force/],
    ['many', { count: 51 }, /50 cases/],
    ['many', { count: 2.5 }, /outside/],
    ['covered', { below: 7 }, /outside/],
  ])('[AL14] %s cannot have the cuts %o', (rule, cuts, says) => {
    expect(cutFault(ruleOf(rule), cuts as Cuts)).toMatch(says)
  })

  it.each([
    [22, 6, '23:00', true],
    [22, 6, '05:59', true],
    [22, 6, '06:00', false],
    [0, 24, '12:00', true],
    [1, 5, '00:30', false],
  ])('[AL15] the night from %i to %i at %s in the city’s zone: %s', (fromHour, toHour, time, is) => {
    const second = Date.parse(`2024-03-20T${time}:00+08:00`) / 1000
    expect(isNight({ fromHour, toHour, limitMinutes: 60 }, CALENDAR, second)).toBe(is)
  })
})
