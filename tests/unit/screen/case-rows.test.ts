import { expect, test } from 'vitest'
import { actBody, actsOn } from '../../../client/panels/cases/act-fields.ts'
import { dueWords, leftWords } from '../../../client/panels/cases/case-times.ts'
import { unitRows } from '../../../client/panels/units/unit-rows.ts'
import type { CaseSheetAnswer } from '../../../shared/protocol/case-list.ts'

const AS_OF = '2026-11-23T10:00:00.000Z'
const found = (change: Partial<CaseSheetAnswer>): CaseSheetAnswer => ({
  id: 'k',
  node: 'C',
  step: 3,
  life: 'open',
  overdue: false,
  supervised: false,
  suspended: false,
  asOf: AS_OF,
  dueGiven: false,
  milestones: [],
  steps: [],
  ...change,
})

test('[CS3] [CS4] what is left of a case is said in words: left, overdue, suspended, nothing due, ended', () => {
  const words = (change: Partial<CaseSheetAnswer>) => dueWords('zh', found(change), AS_OF)
  expect(words({ dueAt: '2026-11-23T13:00:00.000Z' })).toBe('剩 3 小时')
  expect(words({ dueAt: '2026-11-23T09:00:00.000Z', overdue: true })).toBe('超期 60 分钟')
  expect([words({ suspended: true }), words({}), words({ life: 'closed' })]).toEqual(['挂账中，时限暂停', '未定时限', '已结案'])
  expect(leftWords('en', found({ left: { amount: 2.64, clock: 'workDays' } }))).toBe('2.6 left in working days')
  expect(leftWords('en', found({ left: { amount: 1.25, clock: 'workHours' }, overdue: true }))).toBe('1.3 over in working hours')
})

// Fault seen: refusals taken as the orders that were not refused.
test('[CS6] units stand by what they have open, each rate with how many failed', () => {
  const figures = (counts: Readonly<Record<string, number>>) =>
    Object.fromEntries(Object.entries(counts).map(([key, v]) => [key, { v, state: 'live' }]))
  const name = { zh: '局', en: 'Bureau' }
  const small = { code: 'a', name, kind: 'bureau', values: figures({ 'cases.open': 1 }) }
  const values = figures({
    'cases.open': 5,
    'cases.overdue': 2,
    'cases.onTimeRate.month': 0.9,
    'cases.dueOnTime.month': 9,
    'cases.due.month': 10,
    'cases.refusedRate.month': 0.1,
    'cases.refused.month': 2,
    'cases.dispatched.month': 20,
  })
  const rows = unitRows({ units: [small, { code: 'b', name, kind: 'bureau', values }] })
  expect(rows.map(({ code, open, overdue }) => [code, open, overdue])).toEqual([
    ['b', 5, 2],
    ['a', 1, 0],
  ])
  expect(rows[0]!.rates.map(({ v, failed }) => [v, failed])).toEqual([
    [0.9, 1],
    [null, null],
    [null, null],
    [null, null],
    [0.1, 2],
  ])
})

const fields = { action: 'extend', post: 'desk', comment: ' ', unit: 'u', reason: 'r', hours: 24 } as const

// Fault seen: the due time moved on from a past one.
test('[OB1] an act carries what it needs and nothing else; a due time moves on from the later of now and the present one', () => {
  const due = (dueAt: string) => actBody(fields, { asOf: AS_OF, dueAt })
  expect(due('2026-11-24T10:00:00.000Z')).toEqual({ action: 'extend', post: 'desk', dueAt: '2026-11-25T10:00:00.000Z' })
  expect(due('2026-11-20T10:00:00.000Z').dueAt).toBe('2026-11-24T10:00:00.000Z')
  expect(actBody({ ...fields, action: 'reassign', comment: '近' }, found({}))).toEqual({
    action: 'reassign',
    post: 'desk',
    comment: '近',
    unit: 'u',
  })
})

test('[OB1] what has ended can only be reopened, what is suspended goes on', () => {
  expect(actsOn({ life: 'closed', suspended: false })).toEqual(['reopen'])
  expect(actsOn({ life: 'open', suspended: true })).not.toContain('suspend')
  expect(actsOn({ life: 'open', suspended: false })).not.toContain('resume')
})
