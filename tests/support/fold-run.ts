import { createFigures } from '../../server/aggregate/city-figures.ts'
import { createCaseBook } from '../../server/aggregate/city-case-book.ts'
import { assessCity } from '../../server/aggregate/city-assessor.ts'
import type { FoldOptions } from '../../server/fold/fold-options.ts'
import { createFold } from '../../server/fold/fold.ts'
import { Fingerprint } from '../../server/validate/fingerprint.ts'
import type { FoldState } from '../../server/fold/snapshot.ts'
import type { LogEntry } from '../../server/log/event-log.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { createCalendar } from '../../shared/domain/calendar.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { WorkCalendar } from '../../shared/domain/work-calendar.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { SMALL_ALARMS } from './small-alarms.ts'
import { SMALL_CATALOGUE } from './small-catalogue.ts'
import { smallCity } from './small-city.ts'

const FROM = { 绿: 0, 蓝: 1, 黄: 2, 橙: 3, 红: 4 }
const cuts = (values: readonly number[]) =>
  Object.entries(FROM).flatMap(([tier, at]) => (at === 0 ? [] : [{ tier, compare: '>=' as const, value: values[at - 1] ?? 0 }]))
const overdue = (values: readonly number[]) => ({ input: 'overdue', base: '绿', cuts: cuts(values), margin: 1 })

const indicator = (key: string, zeroAt: number, hundredAt: number) => ({
  indicators: [{ name: { zh: key, en: key }, key, weight: 1, zeroAt, hundredAt }],
  band: { loose: 40, tight: 90 },
})

/** Overdue cases give the tier of the city, of grids and of compounds; it rises at once and falls slowly. */
export const RULES: RuleBook = {
  tiers: [
    {
      id: 'test',
      version: '1',
      author: 'tests',
      kind: 'computed',
      validFrom: '2000-01-01',
      inputs: { overdue: { name: { zh: '超期', en: 'overdue' }, key: 'cases.overdue' } },
      tables: [
        { roles: ['city'], scales: [overdue([1, 2, 4, 8])] },
        { roles: ['grid', 'compound'], scales: [overdue([1, 2, 3, 4])] },
      ],
      hold: { everyMinutes: 15, dwellMinutes: 20 },
    },
  ],
  indices: [
    {
      id: 'pair',
      version: '1',
      author: 'tests',
      validFrom: '2000-01-01',
      adoptedBy: { zh: '测试', en: 'test' },
      order: indicator('events.h1', 20, 0),
      vitality: indicator('events.m15', 0, 10),
      orderShare: 0.5,
      coupling: { rise: 1, fall: 1, overHours: 1 },
    },
  ],
}
export const CALENDAR = createCalendar({ timezone: 'Asia/Shanghai', shiftStartHour: 8, periodStartDay: 19 })
/** Hours that an eight-to-five office works; nothing has a limit unless its type has one. */
export const WORK_HOURS: WorkCalendar = {
  version: 'test',
  startsAt: 'dispatched',
  years: [],
  officeHours: [
    {
      sessions: [
        ['08:30', '12:00'],
        ['13:00', '17:30'],
      ],
    },
  ],
  limits: [],
}
export const KEYS = keysOf(SMALL_CATALOGUE)

/** One event as an entry of the log, written when the clock stood at `at`. */
export function entryOf(event: StoredEvent, firstSeq: number, at: number): LogEntry {
  const body = new TextEncoder().encode(JSON.stringify(event))
  return {
    kind: event.cls === 'P' || event.cls === 'X' ? event.cls : 'T',
    count: 1,
    at,
    firstSeq,
    prints: new Uint8Array(8),
    body,
  }
}

/** A fold of the small city with its figures. */
export function openFold(
  saved?: FoldState,
  workCalendar: WorkCalendar | undefined = WORK_HOURS,
  eventAt: FoldOptions['eventAt'] = () => undefined,
  { catalogue, rules }: { readonly catalogue: Catalogue; readonly rules: RuleBook } = {
    catalogue: SMALL_CATALOGUE,
    rules: RULES,
  },
) {
  const tree = smallCity()
  const fold = createFold({
    tree,
    catalogue,
    calendar: CALENDAR,
    workCalendar,
    alarms: SMALL_ALARMS,
    print: new Fingerprint(new Uint8Array(8)),
    eventAt,
  })
  assessCity(fold, { catalogue, keys: KEYS, rules })
  if (saved) fold.load(saved)
  const figures = createFigures({ fold, catalogue, keys: KEYS, rules })
  const value = (key: string, code = 'C') =>
    figures.value(
      KEYS.findIndex((def) => def.key === key),
      tree.indexOf(code),
    )
  /** Every figure of every node, as text that is equal only where all are. */
  const everything = () =>
    KEYS.map((def, key) => `${def.key} ${Array.from({ length: tree.size }, (_, node) => figures.value(key, node)).join(' ')}`)
  const alarms = () => fold.alarms.book.standings()
  const book = createCaseBook(fold, CALENDAR)
  /** Every case and unit as it stands, as text. */
  const casebook = () => [
    ...['c1', 'c2', 'c3', 'c4', 'c5', 'c6'].map((id) => JSON.stringify(book.one(id))),
    ...book.units(0).map(({ unit, values }) => `${unit} ${[...values].join(' ')}`),
  ]
  return { fold, figures, tree, value, everything, alarms, book, casebook }
}
