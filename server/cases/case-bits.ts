import { wideOffset } from '../../shared/figures/counter-layout.ts'

/** Present counts of a case as bits: deep columns first, then the wide ones. */
export const OPEN = 1
export const OVERDUE = 2
export const SUPERVISED = 4
export const SUSPENDED = 8
export const STEP_1 = 16
export const DEEP_BITS = [OPEN, OVERDUE]
export const WIDE_OFFSETS = ['supervised', 'suspended', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `step.${n}`)].map((name) =>
  wideOffset(`cases.${name}`),
)
/** Bits of what is counted by due time: fell due, closed, closed in time; then the group: 0 none, 1 parts, 2 events. */
export const DUE = 1
export const DUE_CLOSED = 2
export const DUE_ON_TIME = 4
export const GROUP_SHIFT = 3
const DUE_GROUP_COUNT = 3

/** Rows of the counts by due time under which these bits count: each base for all cases, and for its group. */
const DUE_ROWS_OF: readonly (readonly number[])[] = Array.from({ length: 1 << (GROUP_SHIFT + 2) }, (_, bits) => {
  const group = bits >> GROUP_SHIFT
  const bases = [0, 1, 2].filter((base) => bits & (1 << base)).map((base) => base * DUE_GROUP_COUNT)
  return bases.flatMap((row) => (group > 0 ? [row, row + group] : [row]))
})
export const dueRowsOf = (bits: number): readonly number[] => DUE_ROWS_OF[bits] ?? []
