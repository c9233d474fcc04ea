import { Type, type Static } from '@sinclair/typebox'
import { Names } from './names.ts'
import { words } from './words.ts'

const strict = { additionalProperties: false }
const Code = Type.String({ minLength: 1, maxLength: 32, pattern: '^[a-z][a-zA-Z0-9-]*$' })
const Id = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
const Day = Type.String({ pattern: '^\\d{4}-\\d{2}-\\d{2}$' })
/** Nothing of a hazard is shown below the street. */
const Widest = words(['city', 'district', 'street'])

const switched = {
  name: Names,
  /** Off unless it says so. */
  on: Type.Optional(Type.Boolean()),
  source: Id,
  /** Seconds after which it is late; stale after three times that. */
  freshSeconds: Type.Integer({ minimum: 1 }),
}

/** How an area's people, households or sites divide into parts: class X, by street and day, or not at all. */
const Shares = Type.Object(
  {
    ...switched,
    /** What is counted. */
    unit: Names,
    purpose: Names,
    parts: Type.Array(Type.Object({ code: Code, name: Names }, strict), { minItems: 2, maxItems: 5 }),
    /** The last day on which it stands: no such figure without an end. */
    sunset: Day,
  },
  strict,
)

/** What an approved model says of whole areas, with its interval: never of a home or a person. */
const Band = Type.Object(
  {
    ...switched,
    unit: Names,
    decimals: Type.Integer({ minimum: 0, maximum: 3 }),
    deepest: Widest,
    model: Names,
    /** Only what this version of the model says is taken. */
    version: Id,
    /** The post that approved it, and when. */
    approver: Names,
    approvedOn: Day,
    sunset: Type.Optional(Day),
  },
  strict,
)

/** One side of what presses from outside and spreads inside: a figure the city has, or one of its own. */
const Side = Type.Union([
  Type.Object({ name: Names, figure: Type.String({ minLength: 1, maxLength: 64 }) }, strict),
  Type.Object(
    {
      name: Names,
      unit: Names,
      source: Id,
      freshSeconds: Type.Integer({ minimum: 1 }),
      /** X: a count of people by street and day; T: a measure of things. */
      class: words(['T', 'X']),
      rollUp: words(['mean', 'max', 'sum', 'none']),
      decimals: Type.Integer({ minimum: 0, maximum: 3 }),
    },
    strict,
  ),
])
const Pressure = Type.Object({ on: Type.Optional(Type.Boolean()), inbound: Side, internal: Side }, strict)

/** One hazard of a city, whatever it is: flood, fire, heat, gas or an epidemic differ in their words alone. HZ1 */
export const HAZARD = Type.Object(
  {
    code: Code,
    name: Names,
    /** The document that adopts it; without one all of it is off. */
    adoptedBy: Type.Optional(Names),
    validFrom: Type.Optional(Day),
    /** The last day on which it stands. */
    validTo: Type.Optional(Day),
    shares: Type.Optional(Shares),
    band: Type.Optional(Band),
    pressure: Type.Optional(Pressure),
  },
  strict,
)

export type Hazard = Static<typeof HAZARD>
export type HazardSide = Static<typeof Side>
/** A side with a figure of its own. */
export type OwnSide = Exclude<HazardSide, { figure: string }>
export const HAZARD_ITEMS = ['share', 'band', 'inbound', 'internal'] as const
export type HazardItem = (typeof HAZARD_ITEMS)[number]
