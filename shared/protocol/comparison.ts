import { Type, type Static } from '@sinclair/typebox'

const strict = { additionalProperties: false }
const Count = Type.Union([Type.Number(), Type.Null()])

/** One area's count of today beside what it was; null where a day is not wholly on record. */
const Beside = {
  today: Count,
  /** Yesterday until this time of day. */
  yesterdaySoFar: Count,
}

const Part = Type.Object(
  {
    code: Type.String(),
    name: Type.Object({ zh: Type.String(), en: Type.String() }, strict),
    ...Beside,
  },
  strict,
)

/** `GET /api/v1/comparison`: a T count of today against other days, and the parts of the area that make the difference. */
export const COMPARISON = Type.Object(
  {
    epoch: Type.String(),
    seq: Type.Integer(),
    asOf: Type.String({ format: 'date-time' }),
    mode: Type.String(),
    node: Type.String(),
    key: Type.String(),
    ...Beside,
    /** The last closed day, `YYYY-MM-DD`, and its count. */
    yesterday: Type.Object({ day: Type.String(), v: Count }, strict),
    /** The same weekday seven days before yesterday. */
    weekBefore: Type.Object({ day: Type.String(), v: Count }, strict),
    /** The same day of the month a year before yesterday. */
    yearBefore: Type.Object({ day: Type.String(), v: Count }, strict),
    /** The same day of the lunar year before, and its name there. */
    lunarYearBefore: Type.Object(
      {
        day: Type.String(),
        v: Count,
        lunar: Type.Object({ month: Type.Integer(), leap: Type.Boolean(), day: Type.Integer() }, strict),
      },
      strict,
    ),
    /** When the areas themselves were last changed on record: days before it are of other boundaries. */
    boundariesSince: Type.Optional(Type.String({ format: 'date-time' })),
    /** Children by the size of their difference, the largest first; at most twelve. */
    parts: Type.Array(Part, { maxItems: 12 }),
  },
  strict,
)

export type Comparison = Static<typeof COMPARISON>
