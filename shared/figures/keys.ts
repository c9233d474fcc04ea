import type { Catalogue } from '../domain/catalogue.ts'
import type { EventKind } from '../domain/grid-event.ts'
import type { Role } from '../domain/role.ts'
import { hazardKeys, type HazardPart } from './hazard-keys.ts'
import { CALENDAR, WINDOWS, type WindowName } from './windows.ts'

/** `now` follows the present; windowed keys name their window. */
export type KeyWindow = WindowName | 'now'
export type KeyShape = 'count' | 'rate' | 'real' | 'tier'

/** One published figure: its class, how deep it may be shown, and the kinds of source it needs. */
export interface KeyDef {
  readonly key: string
  /** The key without its window, e.g. `cases.reported`. */
  readonly base: string
  readonly window: KeyWindow
  readonly cls: 'T' | 'P' | 'X'
  readonly deepest: Role
  readonly shape: KeyShape
  /** Kinds of which at least one registered source must be alive; `any` = all registered sources. */
  readonly requires: EventKind | 'any'
  /** Only for `dim.*` and hazards: the source named by the catalogue. */
  readonly source?: string | undefined
  /** Streamed for the nodes below a scope's own node. */
  readonly headline: boolean
  /** Deepest level at which it is streamed so; everywhere by default. */
  readonly headlineTo?: Role | undefined
  /** Rates: the published counts they are made of. */
  readonly of?: { readonly numerator: string; readonly denominator: string } | undefined
  readonly decimals: number
  /** Only for hazards. */
  readonly hazard?: HazardPart | undefined
}

/** Windowed counts of T events and steps: every window, city to grid. */
export const COUNT_BASES = [
  'events',
  'events.arrivedLate',
  'events.noPosition',
  'cases.reported',
  'cases.filed',
  'cases.closed',
  'cases.late',
  'cases.returned',
  'cases.extended',
  'cases.refused',
  'cases.selfHandled',
] as const

/** What is counted of a category of services: acts of the day, and what was asked for and not delivered. */
export const NEED_CELLS = ['requested', 'matched', 'delivered', 'unmet'] as const

/** Parts of rates, counted on the calendar only. */
export const PART_BASES = [
  'cases.patrol',
  'cases.handled',
  'cases.dispatched',
  'cases.signed',
  'cases.reopened',
  'cases.reached',
  'cases.solved',
  'cases.satisfied',
  'cases.resident',
] as const

/** Cases by due time: due so far in the window, of these closed by now, of these closed at or before due. */
export const DUE_BASES = ['cases.due', 'cases.dueClosed', 'cases.dueOnTime'] as const
export const DUE_GROUPS = ['', '.parts', '.events'] as const

/** Rates and the counts they divide (contract 4; the denominator of closure is what fell due). */
export const RATES: Readonly<Record<string, readonly [string, string]>> = {
  'cases.closureRate': ['cases.dueClosed', 'cases.due'],
  'cases.closureRate.parts': ['cases.dueClosed.parts', 'cases.due.parts'],
  'cases.closureRate.events': ['cases.dueClosed.events', 'cases.due.events'],
  'cases.onTimeRate': ['cases.dueOnTime', 'cases.due'],
  'cases.onTimeRate.parts': ['cases.dueOnTime.parts', 'cases.due.parts'],
  'cases.onTimeRate.events': ['cases.dueOnTime.events', 'cases.due.events'],
  'cases.filingRate': ['cases.filed', 'cases.reported'],
  'cases.patrolRate': ['cases.patrol', 'cases.filed'],
  'cases.reworkRate': ['cases.reopened', 'cases.handled'],
  'cases.extensionRate': ['cases.extended', 'cases.dispatched'],
  'cases.refusedRate': ['cases.refused', 'cases.dispatched'],
  'cases.responseRate': ['cases.signed', 'cases.dispatched'],
  'cases.resolutionRate': ['cases.solved', 'cases.reached'],
  'cases.satisfactionRate': ['cases.satisfied', 'cases.reached'],
  'cases.residentRate': ['cases.resident', 'cases.reported'],
}
export const RATE_WINDOWS = ['day', 'month', 'period', 'all'] as const
export const P_WINDOWS = ['day', 'month', 'all'] as const
export const X_WINDOWS = ['month', 'all'] as const
/** Counted for P and X under their prefixes. */
export const PERSON_BASES = ['events', 'cases.reported', 'cases.closed'] as const

/** The pair of indices, what they come to together, and 1 where order rises while vitality falls. */
export const INDEX_KEYS = {
  order: 'index.order',
  vitality: 'index.vitality',
  combined: 'index.combined',
  coupling: 'index.coupling',
} as const

const HEADLINE = new Set<string>([
  INDEX_KEYS.order,
  INDEX_KEYS.vitality,
  'tier',
  'events.h1',
  'events.day',
  'cases.open',
  'cases.overdue',
  'cases.reported.day',
  'cases.closed.day',
  'cases.onTimeRate.month',
  'checks.coverage',
  'service.requested',
  'service.delivered',
  'measures.active',
])

type Part = Partial<KeyDef> & Pick<KeyDef, 'base' | 'requires'>

function def(part: Part): KeyDef {
  const window = part.window ?? 'now'
  const key = window === 'now' ? part.base : `${part.base}.${window}`
  const shape = part.shape ?? 'count'
  return {
    cls: 'T',
    deepest: 'grid',
    decimals: shape === 'rate' ? 4 : 0,
    ...part,
    key,
    window,
    shape,
    headline: HEADLINE.has(key),
  }
}

function countKeys(): KeyDef[] {
  const requires = (base: string) => (base.startsWith('cases') ? 'case' : 'any') as EventKind | 'any'
  const all = COUNT_BASES.flatMap((base) => WINDOWS.map((window) => def({ base, window, requires: requires(base) })))
  const onCalendar = (base: string) =>
    CALENDAR.filter((w) => w !== 'shift').map((window) => def({ base, window, requires: 'case' }))
  const due = DUE_BASES.flatMap((base) => DUE_GROUPS.flatMap((group) => onCalendar(base + group)))
  return [...all, ...PART_BASES.flatMap(onCalendar), ...due]
}

function rateKeys(): KeyDef[] {
  return Object.entries(RATES).flatMap(([base, [num, den]]) =>
    RATE_WINDOWS.map((window) =>
      def({
        base,
        window,
        requires: 'case',
        shape: 'rate',
        of: { numerator: `${num}.${window}`, denominator: `${den}.${window}` },
      }),
    ),
  )
}

function nowKeys(): KeyDef[] {
  const steps = [1, 2, 3, 4, 5, 6, 7].map((n) => def({ base: `cases.step.${n}`, requires: 'case' }))
  const minutes = (['p50', 'p90'] as const).flatMap((p) =>
    (['day', 'month'] as const).map((window) =>
      def({ base: `cases.handleMinutes.${p}`, window, requires: 'case', shape: 'real', decimals: 1 }),
    ),
  )
  const check = (base: string, shape: KeyShape = 'count') => def({ base, requires: 'check', deepest: 'stairwell', shape })
  return [
    def({ base: 'cases.open', requires: 'case', deepest: 'stairwell' }),
    def({ base: 'cases.overdue', requires: 'case', deepest: 'compound' }),
    def({ base: 'cases.supervised', requires: 'case' }),
    def({ base: 'cases.suspended', requires: 'case' }),
    ...steps,
    ...minutes,
    check('checks.assigned'),
    check('checks.done'),
    check('checks.overdue'),
    def({ base: 'checks.visits', requires: 'check' }),
    { ...check('checks.coverage', 'rate'), of: { numerator: 'checks.done', denominator: 'checks.assigned' } },
    ...[1, 2, 3, 4].map((n) => def({ base: `warnings.${n}`, requires: 'warning' })),
    ...['1', '2', '3', '4', 'unacked'].map((n) => def({ base: `alarms.${n}`, requires: 'any', deepest: 'compound' })),
    def({ base: 'tier', requires: 'case', deepest: 'compound', shape: 'tier' }),
    ...[INDEX_KEYS.order, INDEX_KEYS.vitality, INDEX_KEYS.combined].map((base) =>
      def({ base, requires: 'any', deepest: 'community', shape: 'real', decimals: 1, headlineTo: 'street' }),
    ),
    def({ base: INDEX_KEYS.coupling, requires: 'any', deepest: 'street' }),
    def({ base: 'service.requested', requires: 'service' }),
    def({ base: 'service.matched', requires: 'service' }),
    def({ base: 'service.delivered', requires: 'service' }),
    def({ base: 'service.rating', requires: 'service', shape: 'real', decimals: 2 }),
    def({ base: 'duty.posts', requires: 'duty' }),
    def({ base: 'duty.filled', requires: 'duty' }),
    def({
      base: 'duty.filledRate',
      requires: 'duty',
      shape: 'rate',
      of: { numerator: 'duty.filled', denominator: 'duty.posts' },
    }),
    def({ base: 'measures.active', requires: 'measure' }),
    def({ base: 'measures.overdueReview', requires: 'measure' }),
  ]
}

/** Services by category: T with the day's acts, P and X by what is not met alone, so that no difference gives a small count away. */
function needKeys({ serviceCategories }: Catalogue): KeyDef[] {
  const one = (base: string, cls: 'T' | 'P' | 'X', deepest: Role) => def({ base, requires: 'service', cls, deepest })
  const own = serviceCategories.flatMap(({ code, class: cls }) => {
    if (cls === 'P') return [one(`p.service.unmet.${code}`, 'P', 'community')]
    if (cls === 'X') return [one(`x.service.unmet.${code}`, 'X', 'street')]
    return NEED_CELLS.map((cell) => one(`service.${cell}.${code}`, 'T', 'community'))
  })
  return [one('service.unmet', 'T', 'community'), ...own]
}

/** Today's ways between the city and its streets, with how many they were. */
function latencyKeys(): KeyDef[] {
  const [way, step] = [
    { window: 'day', deepest: 'street' },
    { window: 'day', deepest: 'street', requires: 'case' },
  ] as const
  return [
    def({ base: 'latency.inbound', ...way, requires: 'any' }),
    def({ base: 'latency.inboundSeconds.p50', ...way, requires: 'any', shape: 'real' }),
    def({ base: 'latency.inboundSeconds.p95', ...way, requires: 'any', shape: 'real' }),
    def({ base: 'latency.outbound', ...step }),
    def({ base: 'latency.outboundMinutes.p50', ...step, shape: 'real', decimals: 1 }),
    def({ base: 'latency.outboundMinutes.p95', ...step, shape: 'real', decimals: 1 }),
  ]
}

function personKeys(): KeyDef[] {
  const p = PERSON_BASES.flatMap((base) =>
    P_WINDOWS.map((window) =>
      def({ base: `p.${base}`, window, cls: 'P', deepest: 'community', requires: base === 'events' ? 'any' : 'case' }),
    ),
  )
  const x = PERSON_BASES.flatMap((base) =>
    X_WINDOWS.map((window) =>
      def({ base: `x.${base}`, window, cls: 'X', deepest: 'street', requires: base === 'events' ? 'any' : 'case' }),
    ),
  )
  return [...p, ...x, def({ base: 'x.tray', window: 'all', cls: 'X', deepest: 'street', requires: 'any' })]
}

/** Begins the base of a count by family of types; the family's code follows. */
export const BY_FAMILY = 'cases.byFamily.'

/** Families of the types of class T, in the catalogue's order. */
export function familiesOf({ types }: Catalogue): readonly string[] {
  return [...new Set(types.filter((type) => type.class === 'T').map(({ family }) => family))]
}

/** Reported cases by type and by the family of types that the desk sums them up in: class T, city and district. */
function typeKeys(catalogue: Catalogue): KeyDef[] {
  const things = catalogue.types.filter((type) => type.class === 'T')
  const bases = [
    ...things.map(({ code }) => `cases.byType.${code}`),
    ...familiesOf(catalogue).map((code) => `${BY_FAMILY}${code}`),
  ]
  return bases.flatMap((base) =>
    (['day', 'all'] as const).map((window) => def({ base, window, requires: 'case', deepest: 'district' })),
  )
}

/** All keys of a city in their fixed order: the fixed families, then types and their families, the dimensions, the hazards. */
export function keysOf(catalogue: Catalogue): readonly KeyDef[] {
  const dims = catalogue.dimensions.map((dim) =>
    def({
      base: `dim.${dim.code}`,
      requires: 'reading',
      source: dim.source,
      deepest: dim.deepest,
      shape: 'real',
      decimals: dim.decimals,
    }),
  )
  return [
    ...nowKeys(),
    ...countKeys(),
    ...rateKeys(),
    ...personKeys(),
    ...latencyKeys(),
    ...needKeys(catalogue),
    ...typeKeys(catalogue),
    ...dims,
    ...hazardKeys(catalogue.hazards).map(def),
  ]
}
