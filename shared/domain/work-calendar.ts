import { Type, type Static } from '@sinclair/typebox'
import { words } from './words.ts'
import { Names } from './names.ts'

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
const Day = Type.String({ pattern: '^\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])$' })
const TimeOfDay = Type.String({ pattern: '^([01]\\d|2[0-3]):[0-5]\\d$' })
const dated = { validFrom: Type.Optional(Day), validTo: Type.Optional(Day) }

/** Working hours (工作时), working days (工作日), wall clock (自然时, for what is urgent). */
export const LIMIT_CLOCKS = ['workHours', 'workDays', 'hours'] as const

/** A length of time in one of the three clocks. */
const Limit = Type.Object({ amount: Type.Number({ exclusiveMinimum: 0, maximum: 100_000 }), clock: words(LIMIT_CLOCKS) }, strict)

const HolidayYear = Type.Object(
  {
    year: Type.Integer({ minimum: 2000, maximum: 2100 }),
    /** The notice that sets these days. */
    source: Type.String({ minLength: 1, maxLength: 200 }),
    /** First and last day off, both inclusive. */
    holidays: Type.Array(Type.Object({ name: Names, from: Day, to: Day }, strict)),
    /** Saturdays and Sundays that are worked (调休). */
    makeUpDays: Type.Array(Day),
  },
  strict,
)

/** Office hours of a working day in order, e.g. before and after lunch. The last entry that holds for the day and district counts. */
const OfficeHours = Type.Object(
  {
    ...dated,
    districts: Type.Optional(Type.Array(Code, { minItems: 1 })),
    sessions: Type.Array(Type.Tuple([TimeOfDay, TimeOfDay]), { minItems: 1, maxItems: 4 }),
  },
  strict,
)

const Milestone = Type.Object({ code: Code, name: Names, limit: Limit }, strict)

/** The time a case of these types has, here and at that time. A type that ends in `*` stands for all that begin so. */
const CaseLimit = Type.Object(
  {
    ...dated,
    types: Type.Array(Type.String({ pattern: '^[A-Za-z0-9._:-]+\\*?$' }), { minItems: 1 }),
    districts: Type.Optional(Type.Array(Code, { minItems: 1 })),
    /** Ordered; the case is due at the last. Each runs from the same start. */
    milestones: Type.Array(Milestone, { minItems: 1, maxItems: 6 }),
  },
  strict,
)

/** `calendar` of a city pack: which hours are worked and how long a case may take. Configuration with validity dates, never law. */
export const WORK_CALENDAR = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    /** Step from whose time a limit runs. */
    startsAt: words(['reported', 'filed', 'dispatched']),
    years: Type.Array(HolidayYear),
    officeHours: Type.Array(OfficeHours, { minItems: 1 }),
    /** The first that fits a case counts; a type none fits has its `limitMinutes` in working hours. */
    limits: Type.Array(CaseLimit),
    /** Link to a case in its system of record; `{case}` is its number. */
    caseLink: Type.Optional(Type.String({ pattern: '^https?://[^\\s{}]+\\{case\\}[^\\s{}]*$', maxLength: 300 })),
  },
  strict,
)

export type WorkCalendar = Static<typeof WORK_CALENDAR>
export type CaseLimit = Static<typeof CaseLimit>
export type Limit = Static<typeof Limit>
export type LimitClock = Limit['clock']
