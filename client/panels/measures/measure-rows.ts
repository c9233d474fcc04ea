import type { ListedMeasure, MeasureList } from '../../../shared/protocol/measure-list.ts'

/** One measure on the time line: shares of the axis, 0–1, and what is said beside it. */
export interface MeasureRow {
  readonly of: ListedMeasure
  readonly from: number
  readonly until: number
  /** Where its review falls due; undefined where none is set or it is released. */
  readonly review: number | undefined
  /** Seconds past review (positive) or left until it (negative); undefined where none is set or it is released. */
  readonly pastReview: number | undefined
  /** Seconds in force so far, or in all; undefined where its beginning is not known. */
  readonly lasted: number | undefined
}

/** The axis and its rows; `now` as a share of the axis. */
export interface MeasureLine {
  readonly from: number
  readonly to: number
  readonly now: number
  readonly rows: readonly MeasureRow[]
}

const ms = (time: string | null) => (time === null ? undefined : Date.parse(time))

/** Lays measures out on one axis from the first imposed to the last review or now, whichever is later. */
export function measureLine({ asOf, measures }: Pick<MeasureList, 'asOf' | 'measures'>): MeasureLine {
  const now = Date.parse(asOf)
  const times = measures.map((of) => ({
    of,
    imposed: ms(of.imposedAt),
    ended: of.active ? now : (ms(of.releasedAt) ?? now),
    review: of.active ? ms(of.reviewBy) : undefined,
  }))
  const from = Math.min(now, ...times.map(({ imposed, ended }) => imposed ?? ended))
  const to = Math.max(now + 1, ...times.map(({ review }) => review ?? now))
  const share = (at: number) => (at - from) / (to - from)
  const rows = times.map(({ of, imposed, ended, review }): MeasureRow => {
    const pastReview = review === undefined ? undefined : Math.floor((now - review) / 1000)
    const lasted = imposed === undefined ? undefined : Math.max(0, Math.floor((ended - imposed) / 1000))
    const due = review === undefined ? undefined : share(review)
    return { of, from: share(imposed ?? ended), until: share(ended), review: due, pastReview, lasted }
  })
  return { from, to, now: share(now), rows }
}
