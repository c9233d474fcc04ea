import { describe, expect, test } from 'vitest'
import type { WorkCalendar } from '../../shared/domain/work-calendar.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { TEN, applyAll, msAt, stepAt } from '../support/case-steps.ts'
import { WORK_HOURS, openFold } from '../support/fold-run.ts'
import { seededRandom } from '../support/random.ts'

const HANDLED = { zh: '处置', en: 'Handled' }
const stone = (code: string, amount: number, clock: 'workHours' | 'workDays' | 'hours') => ({
  code,
  name: HANDLED,
  limit: { amount, clock },
})
const CALENDAR: WorkCalendar = {
  ...WORK_HOURS,
  years: [{ year: 2024, source: 'test', holidays: [], makeUpDays: ['2024-03-10'] }],
  limits: [
    { types: ['thing'], districts: ['C2'], milestones: [stone('handled', 1, 'hours')] },
    {
      types: ['thi*'],
      milestones: [stone('stop', 2, 'workHours'), stone('penalty', 1, 'workDays'), stone('demolish', 3, 'workDays')],
    },
  ],
}
const unit = 'unit'

/** From ten o'clock of a Sunday that is worked. */
function folded(events: readonly StoredEvent[], minutes: number) {
  const run = openFold(undefined, CALENDAR)
  applyAll(run, events)
  run.fold.advance(TEN + minutes * 60)
  return run
}
const dueOf = (run: ReturnType<typeof folded>, id = 'k') => (run.book.one(id)!.due - TEN * 1000) / 60_000

describe('due times that no source gives', () => {
  // Fault seen: the limit run from the report.
  test('[CS3] a limit runs from the dispatch on the clock of its type, and the case is overdue inside open', () => {
    const events = [stepAt(0, 'k', 'reported', { type: 'timed' }), stepAt(30, 'k', 'dispatched', { type: 'timed', unit })]
    expect(dueOf(folded(events, 60))).toBe(330)
    expect(dueOf(folded(events.slice(0, 1), 60))).toBeNaN()
    const run = folded(events, 330)
    expect([run.value('cases.due.day'), run.value('cases.overdue')]).toEqual([1, 0])
    run.fold.advance(TEN + 330 * 60 + 1)
    expect([run.value('cases.open'), run.value('cases.overdue')]).toEqual([1, 1])
    applyAll(run, [stepAt(340, 'k', 'closed')])
    expect([run.value('cases.late.day'), run.value('cases.onTimeRate.day'), run.value('cases.closureRate.day')]).toEqual([
      1, 0, 1,
    ])
  })

  test('[CS3] districts have limits of their own; three milestones run from one start and the last is when it is due', () => {
    const run = folded([stepAt(0, 'k', 'dispatched', { unit }), stepAt(0, 'l', 'dispatched', { unit, node: 'C2' })], 30)
    expect(dueOf(run, 'l')).toBe(60)
    expect(dueOf(run)).toBe(3 * 1440)
    const { milestones, left } = run.book.one('k')!
    expect(milestones.map(({ code, due }) => [code, (due - TEN * 1000) / 60_000])).toEqual([
      ['stop', 120],
      ['penalty', 1440],
      ['demolish', 3 * 1440],
    ])
    expect(left).toMatchObject({ clock: 'workDays' })
    expect(left!.amount).toBeCloseTo(3 - 0.5 / 8, 9)
  })

  test('[CS3] what a source gives stands; an extension carries a new due time; a reopened case has its limit anew', () => {
    const events = [
      stepAt(0, 'k', 'reported', { type: 'timed', dueAt: msAt(20) }),
      stepAt(5, 'k', 'dispatched', { type: 'timed', unit }),
      stepAt(9, 'k', 'extended', { dueAt: msAt(90) }),
    ]
    expect([dueOf(folded(events.slice(0, 2), 10)), dueOf(folded(events, 10))]).toEqual([20, 90])
    const again = [
      stepAt(0, 'k', 'dispatched', { type: 'timed', unit }),
      stepAt(60, 'k', 'closed'),
      stepAt(200, 'k', 'reopened'),
      stepAt(210, 'k', 'dispatched', { unit }),
    ]
    expect(dueOf(folded(again, 220))).toBe(450)
  })

  // Fault seen: the wall clock's length of a pause added to a limit in working hours.
  test('[CS4] suspended time does not run: nothing is due meanwhile, and what was left is left', () => {
    const timed = { type: 'timed', unit } as const
    const events = [stepAt(0, 'k', 'dispatched', timed), stepAt(60, 'k', 'suspended'), stepAt(60 + 1440, 'k', 'resumed')]
    const paused = folded(events.slice(0, 2), 600)
    expect([dueOf(paused), paused.value('cases.overdue'), paused.value('cases.suspended')]).toEqual([NaN, 0, 1])
    expect(dueOf(folded(events, 1600))).toBe(1440 + 300)
    const given = [stepAt(0, 'k', 'reported', { dueAt: msAt(100) }), stepAt(60, 'k', 'suspended'), stepAt(90, 'k', 'resumed')]
    expect(dueOf(folded(given, 95))).toBe(130)
    expect(dueOf(folded([...given.slice(0, 2), stepAt(90, 'k', 'resumed', { dueAt: msAt(500) })], 95))).toBe(500)
    expect(dueOf(folded([...given.slice(0, 1), stepAt(120, 'k', 'suspended'), stepAt(150, 'k', 'resumed')], 160))).toBe(100)
  })

  test('[CS4] steps in any order of arrival lead to one due time', () => {
    const timed = { type: 'timed' } as const
    const events = [
      stepAt(0, 'k', 'reported', timed),
      stepAt(10, 'k', 'dispatched', { ...timed, unit }),
      stepAt(30, 'k', 'suspended', timed),
      stepAt(70, 'k', 'resumed', timed),
      stepAt(80, 'k', 'suspended', timed),
      stepAt(95, 'k', 'resumed', timed),
    ]
    const random = seededRandom(5)
    const dues = Array.from({ length: 30 }, () =>
      dueOf(
        folded(
          [...events].sort(() => random() - 0.5),
          100,
        ),
      ),
    )
    expect(new Set(dues)).toEqual(new Set([10 + 240 + 60 + 40 + 15]))
  })
})

describe('responsible units', () => {
  test('[CS6] present, due and step figures of a unit are of the cases it answers for, by area', () => {
    const run = folded(
      [
        stepAt(0, 'a', 'dispatched', { unit, dueAt: msAt(10) }),
        stepAt(1, 'a', 'signed'),
        stepAt(8, 'a', 'closed'),
        stepAt(0, 'b', 'dispatched', { unit, dueAt: msAt(10), node: 'C2' }),
        stepAt(2, 'b', 'refused'),
        stepAt(0, 'c', 'reported'),
      ],
      30,
    )
    const figures = (code: string) => run.book.units(run.tree.indexOf(code))[0]?.values
    const keys = [
      'cases.open',
      'cases.overdue',
      'cases.due.day',
      'cases.onTimeRate.all',
      'cases.responseRate.month',
      'cases.refusedRate.day',
    ]
    const read = (code: string) => keys.map((key) => figures(code)?.get(key))
    expect(read('C')).toEqual([1, 1, 2, 0.5, 0.5, 0.5])
    expect(read('C1')).toEqual([0, 0, 1, 1, 1, 0])
    expect(read('C2')).toEqual([1, 1, 1, 0, 0, 1])
  })

  test('[AG2] an order of yesterday signed for today is no signature of today: a rate of a window stays below one', () => {
    // Fault seen: counted when it came, three signatures stood beside one order of the day.
    const day = 1440
    const yesterday = ['a', 'b'].map((id) => stepAt(0, id, 'dispatched', { unit }))
    const today = [stepAt(day, 'c', 'dispatched', { unit }), ...['a', 'b', 'c'].map((id, n) => stepAt(day + 1 + n, id, 'signed'))]
    const run = folded([...yesterday, ...today], day + 30)
    const windows = ['day', 'all'] as const
    const read = (key: string) => windows.map((window) => run.value(`cases.${key}.${window}`))
    expect([read('signed'), read('dispatched'), read('responseRate')]).toEqual([
      [1, 3],
      [1, 3],
      [1, 1],
    ])
    const [own] = run.book.units(0)
    expect(windows.map((window) => own?.values.get(`cases.responseRate.${window}`))).toEqual([1, 1])
  })

  test('[CS6] a case long forgotten still counts for its unit since the log began, and in no other window', () => {
    const run = folded([stepAt(0, 'a', 'dispatched', { unit, dueAt: msAt(10) }), stepAt(8, 'a', 'closed')], 30)
    const later = stepAt(60 * 1440, 'z', 'reported')
    applyAll(run, [later])
    expect(run.book.one('a')).toBeUndefined()
    const values = run.book.units(0)[0]!.values
    expect(['day', 'month', 'period', 'all'].map((window) => values.get(`cases.dueOnTime.${window}`))).toEqual([0, 0, 0, 1])
    expect(run.value('cases.dueOnTime.all')).toBe(1)
  })

  test('[CS7] stuck cases: how many wait at each step and since when the first', () => {
    const run = folded(
      [stepAt(0, 'a', 'reported'), stepAt(4, 'b', 'reported'), stepAt(9, 'a', 'filed'), stepAt(12, 'd', 'reported')],
      30,
    )
    expect(run.book.loop(0).slice(0, 2)).toEqual([
      { step: 1, open: 2, overdue: 0, longest: { id: 'b', since: msAt(4) } },
      { step: 2, open: 1, overdue: 0, longest: { id: 'a', since: msAt(9) } },
    ])
  })
})
