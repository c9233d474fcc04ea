import { COUNT_BASES, DUE_BASES, DUE_GROUPS, PART_BASES, PERSON_BASES, P_WINDOWS, X_WINDOWS } from './keys.ts'
import { WINDOWS, type WindowName } from './windows.ts'

/** Windows of the parts of rates, in column order. */
export const PART_WINDOWS = ['day', 'month', 'period', 'all'] as const

const PRESENT = [
  'cases.supervised',
  'cases.suspended',
  'cases.step.1',
  'cases.step.2',
  'cases.step.3',
  'cases.step.4',
  'cases.step.5',
  'cases.step.6',
  'cases.step.7',
  'duty.posts',
  'duty.filled',
  'measures.active',
  'measures.overdueReview',
  'warnings.1',
  'warnings.2',
  'warnings.3',
  'warnings.4',
] as const
/** Counted since the city's midnight though their keys name no window. */
const TODAY = [
  'service.requested',
  'service.matched',
  'service.delivered',
  'service.ratingSum',
  'service.rated',
  'checks.visits',
] as const

const across = (bases: readonly string[], windows: readonly string[]) =>
  bases.flatMap((base) => windows.map((window) => `${base}.${window}`))

/** Bases of what is counted by due time, each for all cases, parts and events. */
export const DUE_ROWS: readonly string[] = DUE_BASES.flatMap((base) => DUE_GROUPS.map((group) => base + group))

/** Names of the wide counters in the order of their offsets. */
export const WIDE_NAMES: readonly string[] = [
  ...across(COUNT_BASES, WINDOWS),
  ...across(PART_BASES, PART_WINDOWS),
  ...across(DUE_ROWS, PART_WINDOWS),
  ...across(
    PERSON_BASES.map((base) => `p.${base}`),
    P_WINDOWS,
  ),
  ...across(
    PERSON_BASES.map((base) => `x.${base}`),
    X_WINDOWS,
  ),
  'x.tray.all',
  ...PRESENT,
  ...TODAY,
]

const OFFSETS: ReadonlyMap<string, number> = new Map(WIDE_NAMES.map((name, at) => [name, at]))

/** Counters a node from city to grid has, in one row of 32-bit integers. */
export const WIDE_STRIDE = WIDE_NAMES.length
/** Counters every node has, stairwells too. */
export const DEEP_COLUMNS = ['cases.open', 'cases.overdue', 'checks.assigned', 'checks.done', 'checks.overdue'] as const
export const DEEP_STRIDE = DEEP_COLUMNS.length

/** Where a counter lies in a node's wide row; throws on a name that is none. */
export function wideOffset(name: string): number {
  const offset = OFFSETS.get(name)
  if (offset === undefined) throw new Error(`no counter is called ${name}`)
  return offset
}

/** As `wideOffset`, undefined where the key is not a plain counter. */
export function wideOffsetOf(key: string): number | undefined {
  return OFFSETS.get(key)
}

/** Bit of a windowed base in the masks that the expiry queue keeps. */
export const COUNT_BIT = Object.fromEntries(COUNT_BASES.map((base, at) => [base, 1 << at])) as Readonly<
  Record<(typeof COUNT_BASES)[number], number>
>
export const PART_BIT = Object.fromEntries(PART_BASES.map((base, at) => [base, 1 << at])) as Readonly<
  Record<(typeof PART_BASES)[number], number>
>
export const COUNT_WINDOWS = WINDOWS.length
export const PARTS_FROM = wideOffset(`${PART_BASES[0]}.day`)
export const DUE_FROM = wideOffset(`${DUE_BASES[0]}.day`)

/** Columns that become zero when a calendar window begins anew. */
export function columnsOf(window: Exclude<WindowName, 'm15' | 'h1' | 'h24' | 'all'>): readonly number[] {
  const named = WIDE_NAMES.flatMap((name, at) => (name.endsWith(`.${window}`) ? [at] : []))
  return window === 'day' ? [...named, ...TODAY.map(wideOffset)] : named
}
