import * as fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import type { AlarmAct } from '../../shared/domain/alarm-act.ts'
import type { DeskAct } from '../../shared/domain/desk-act.ts'
import { ALARM_ACTIONS, isWaiting, type AlarmAction } from '../../shared/domain/alarm.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { LogEntry } from '../../server/log/event-log.ts'
import { SPREAD, START, storedEvents } from '../support/counted-events.ts'
import { entryOf, openFold } from '../support/fold-run.ts'
import { smallCity } from '../support/small-city.ts'

const RUNS = { numRuns: 60 }
/** The rules of the small city hold tiers, keep hours and look for coupling at multiples of this. */
const ASSESSED_S = 300
const acts = fc.array(
  fc.record({ action: fc.constantFrom<AlarmAction>('ack', ...ALARM_ACTIONS), nth: fc.nat(20), minutes: fc.constantFrom(1, 300) }),
  { minLength: 1, maxLength: 20 },
)
const CUTS = {
  high: [{ from: 16 }, { from: 60, until: 30 }],
  many: [{ count: 4 }, { count: 3, minutes: 60 }],
  silent: [{ limits: 1 }, { limits: 9 }],
  covered: [{ below: 0.2 }, { below: 1 }],
  tight: [{ afterMinutes: 0 }, { clearMinutes: 0 }],
} as const
const edits = fc.array(
  fc.record({
    rule: fc.constantFrom(...(Object.keys(CUTS) as (keyof typeof CUTS)[])),
    nth: fc.nat(1),
    until: fc.constantFrom(0, 7_200),
    decision: fc.constantFrom('approved', 'rejected', 'none'),
  }),
  { minLength: 1, maxLength: 12 },
)
type Edit = { readonly rule: keyof typeof CUTS; readonly nth: number; readonly until: number; readonly decision: string }
const stops = fc.array(fc.integer({ min: 1, max: SPREAD + 90_000 }), { minLength: 1, maxLength: 12 })

function deskEntry(body: DeskAct, firstSeq: number, at: number): LogEntry {
  return { kind: 'act', count: 1, at, firstSeq, prints: new Uint8Array(0), body: new TextEncoder().encode(JSON.stringify(body)) }
}

/** A proposal, or the decision of the one before it. */
function editEntry({ rule, nth, until, decision }: Edit, serial: number, firstSeq: number, at: number): LogEntry {
  const id = Math.floor(serial / 2)
    .toString(16)
    .padStart(24, '0')
  const own = { id, post: 'desk', key: '' }
  if (serial % 2 === 1) {
    const by = (decision === 'none' ? 'a' : 'b').repeat(24)
    return deskEntry({ act: 'threshold-decided', ...own, by, approved: decision !== 'rejected' }, firstSeq, at)
  }
  const cuts = CUTS[rule][nth as 0 | 1]
  const made = { version: 'test', rule, cuts, reason: 'flood', by: 'a'.repeat(24), until: until === 0 ? 0 : at + until }
  return deskEntry({ act: 'threshold-proposed', ...own, ...made }, firstSeq, at)
}

function actEntry(act: Pick<AlarmAct, 'action' | 'minutes'> & { readonly id: string }, firstSeq: number, at: number): LogEntry {
  const { action, id, minutes } = act
  const body: AlarmAct = { act: 'alarm', action, ids: [id], minutes, post: 'desk', comment: '', key: '' }
  return deskEntry(body, firstSeq, at)
}

type Done = Pick<AlarmAct, 'action' | 'minutes'> & { readonly nth: number }

/** Most events in time order, some late, with a desk's act on one of the alarms then listed after every second one, and cuts changed after every third. */
function logOf(events: readonly StoredEvent[], done: readonly Done[], edited: readonly Edit[] = []): LogEntry[] {
  let clock = START
  const guide = openFold()
  const entries: LogEntry[] = []
  const write = (entry: LogEntry) => {
    entries.push(entry)
    guide.fold.apply(entry)
  }
  events
    .map((event, at) => ({ event, comes: event.t + (at % 7 === 6 ? 7_200_000 : 0) }))
    .toSorted((a, b) => a.comes - b.comes)
    .forEach(({ event }, at) => {
      clock = Math.max(clock, Math.floor(event.t / 1000) - (at % 5 === 4 ? 300 : 0))
      write(entryOf(event, entries.length + 1, clock))
      const act = at % 2 === 1 ? done[Math.floor(at / 2) % done.length] : undefined
      const listed = guide.alarms()
      if (act && listed.length > 0)
        write(actEntry({ ...act, id: listed[act.nth % listed.length]?.id ?? '' }, entries.length + 1, clock))
      const serial = Math.floor(at / 3)
      const edit = at % 3 === 0 ? edited[Math.floor(serial / 2)] : undefined
      if (edit) write(editEntry(edit, serial, entries.length + 1, clock))
    })
  return entries
}

type Run = ReturnType<typeof openFold>
const all = (run: Run) => ({ alarms: run.alarms(), figures: run.everything() })

describe('alarms', () => {
  // Fault seen: changed cuts left out of the snapshot.
  // Fault seen: an acknowledgement that lapses from the clock of the fold instead of the stamp of its entry.
  test('[AL2] [AL14] [O12] any prefix of a log gives the same alarms: cut anywhere, in one leap or in many steps, each folded late or in time', () => {
    fc.assert(
      fc.property(storedEvents(4, 60), acts, edits, fc.nat(80), stops, (events, done, edited, cut, leaps) => {
        const log = logOf(events, done, edited)
        const [whole, stepped, first] = [openFold(), openFold(), openFold()]
        for (const entry of log) whole.fold.apply(entry)
        log.forEach((entry, at) => {
          // Every second entry finds the clock moved on, though never to a second at which the city is assessed. FD11
          const later = Math.min(entry.at + 1, log[at + 1]?.at ?? entry.at)
          if (at % 2 === 1 && later % ASSESSED_S !== 0) stepped.fold.advance(later)
          stepped.fold.apply(entry)
        })
        for (const entry of log.slice(0, cut)) first.fold.apply(entry)
        const saved = first.fold.save()
        const second = openFold({ columns: saved.columns, rest: JSON.parse(JSON.stringify(saved.rest)) as unknown })
        for (const entry of log.slice(cut)) second.fold.apply(entry)
        whole.fold.advance(stepped.fold.clock)
        second.fold.advance(stepped.fold.clock)
        expect(all(stepped)).toEqual(all(whole))
        expect(all(second)).toEqual(all(whole))
        for (const leap of leaps.toSorted((a, b) => a - b)) {
          stepped.fold.advance(START + leap)
          second.fold.advance(START + leap)
        }
        whole.fold.advance(stepped.fold.clock)
        second.fold.advance(stepped.fold.clock)
        expect(all(second)).toEqual(all(whole))
        expect(all(stepped)).toEqual(all(whole))
      }),
      RUNS,
    )
  })

  // Fault seen: what was dated ahead of its entry not heard at its second; the source stayed silent until the next entry.
  test('[AL2] a word dated ahead of its entry ends the silence of its source at its own second, without a further entry', () => {
    const run = openFold()
    const word = (id: string, second: number): StoredEvent => {
      const what = { kind: 'reading', cls: 'T', dimension: 'water', value: 1 } as const
      return { id, ...what, source: 'b', t: second * 1000, node: 'C' }
    }
    const silence = () => run.alarms().find(({ id }) => id === 'silent~b')
    run.fold.apply(entryOf(word('e1', START), 1, START))
    run.fold.apply(entryOf(word('e2', START + 80_001), 2, START + 80_000))
    expect(silence()).toMatchObject({ active: true })
    run.fold.advance(START + 80_002)
    expect(silence()).toMatchObject({ active: false, clearedAt: START + 80_001 })
  })

  test('[AL6] the counts of every area equal a scan of the alarms at or below it', () => {
    const tree = smallCity()
    const isUnder = (node: number, area: number): boolean => node === area || (node > 0 && isUnder(tree.parent(node), area))
    fc.assert(
      fc.property(storedEvents(4, 60), acts, stops, (events, done, leaps) => {
        const run = openFold()
        for (const entry of logOf(events, done)) run.fold.apply(entry)
        for (const leap of leaps.toSorted((a, b) => a - b)) {
          run.fold.advance(START + leap)
          for (const code of ['C', 'C1', 'C11', 'C111', 'C1111', 'C2222']) {
            const under = run.alarms().filter(({ node }) => isUnder(node, tree.indexOf(code)))
            for (const level of [1, 2, 3, 4])
              expect(run.value(`alarms.${level}`, code)).toBe(
                under.filter((alarm) => alarm.active && alarm.level === level).length,
              )
            expect(run.value('alarms.unacked', code)).toBe(under.filter(isWaiting).length)
          }
        }
      }),
      RUNS,
    )
  })
})
