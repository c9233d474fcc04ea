import { Type, type Static } from '@sinclair/typebox'

const Time = Type.Union([Type.String({ format: 'date-time' }), Type.Null()])

/** One control measure from imposed to released. */
export const LISTED_MEASURE = Type.Object({
  id: Type.String(),
  node: Type.String(),
  /** Names from below the city down to the node. */
  path: Type.Array(Type.Object({ zh: Type.String(), en: Type.String() })),
  type: Type.String(),
  /** Null where that lies before the log's beginning. */
  imposedAt: Time,
  /** Code of the legal basis; null where none was named. */
  basis: Type.Union([Type.String(), Type.Null()]),
  reviewedAt: Time,
  reviewBy: Time,
  /** Null while it is in force. */
  releasedAt: Time,
  active: Type.Boolean(),
  /** In force after its review-by time. */
  overdueReview: Type.Boolean(),
})

/** Answer of `GET /api/v1/measures`: past review first, then in force, then released, newest first in each. */
export const MEASURE_LIST = Type.Object({
  asOf: Type.String({ format: 'date-time' }),
  measures: Type.Array(LISTED_MEASURE),
  /** Measures beyond those listed. */
  leftOut: Type.Integer({ minimum: 0 }),
})

export type ListedMeasure = Static<typeof LISTED_MEASURE>
export type MeasureList = Static<typeof MEASURE_LIST>
