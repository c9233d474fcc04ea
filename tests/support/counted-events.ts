import * as fc from 'fast-check'
import { MAIN_STEPS, SIDE_STEPS } from '../../shared/domain/grid-event.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { smallCity } from './small-city.ts'

/** 2024-03-01 07:30 in Shanghai: shift, day, month and period boundaries all lie near. */
export const START = Date.parse('2024-03-18T22:30:00+08:00') / 1000
/** Seconds over which generated events spread: three days. */
export const SPREAD = 3 * 86_400

const tree = smallCity()
const nodes = Array.from({ length: tree.size }, (_, at) => tree.code(at))
const seconds = fc.oneof(
  fc.integer({ min: 0, max: SPREAD }),
  fc
    .constantFrom(0, 5_400, 34_200, 91_800, 120_600, 178_200)
    .chain((edge) => fc.integer({ min: -2, max: 2 }).map((by) => Math.max(0, edge + by))),
)
const t = fc.tuple(seconds, fc.constantFrom(0, 0, 500)).map(([second, ms]) => (START + second) * 1000 + ms)
const common = { source: fc.constantFrom('a', 'b'), t, node: fc.constantFrom(...nodes) }
const dueAt = fc.option(t, { nil: undefined })

const caseOf = (cases: number) =>
  fc.record({
    kind: fc.constant('case'),
    cls: fc.constantFrom('T', 'T', 'T', 'P', 'X'),
    caseId: fc.integer({ min: 1, max: cases }).map((n) => `c${n}`),
    step: fc.constantFrom('reported', 'reported', 'closed', ...MAIN_STEPS, ...SIDE_STEPS),
    type: fc.constantFrom('thing', 'home', 'timed'),
    unit: fc.constantFrom('unit', undefined, undefined),
    origin: fc.constantFrom('patrol', 'resident', undefined),
    selfHandled: fc.constantFrom(true, undefined, undefined),
    supervised: fc.constantFrom(true, undefined, undefined),
    solved: fc.constantFrom('yes', 'no', undefined),
    late: fc.constantFrom(true, undefined),
    dueAt,
    ...common,
  })
const service = {
  serviceId: fc.constantFrom('s1', 's2', 's3'),
  action: fc.constantFrom('requested', 'requested', 'matched', 'delivered', 'rated'),
  rating: fc.constantFrom(1, 5),
  ...common,
}
const others = [
  fc.record({
    kind: fc.constant('check'),
    cls: fc.constant('T'),
    round: fc.constantFrom('r1', 'r2'),
    state: fc.constantFrom('assigned', 'done', 'overdue'),
    ...common,
  }),
  fc.record({
    kind: fc.constant('reading'),
    cls: fc.constant('T'),
    dimension: fc.constant('water'),
    value: fc.integer({ min: -50, max: 50 }),
    ...common,
  }),
  fc.record({ kind: fc.constant('duty'), cls: fc.constant('T'), posts: fc.nat(9), filled: fc.nat(9), ...common }),
  fc.record({
    kind: fc.constant('measure'),
    cls: fc.constant('T'),
    measureId: fc.constantFrom('m1', 'm2'),
    action: fc.constantFrom('imposed', 'reviewed', 'released'),
    measureType: fc.constant('closure'),
    reviewBy: fc.option(t, { nil: undefined }),
    ...common,
  }),
  fc.record({
    kind: fc.constant('warning'),
    cls: fc.constant('T'),
    warningId: fc.constantFrom('w1', 'w2'),
    status: fc.constantFrom('actual', 'actual', 'exercise'),
    msgType: fc.constantFrom('alert', 'update', 'cancel'),
    level: fc.integer({ min: 1, max: 4 }),
    type: fc.constant('rain'),
    expiresAt: t,
    ...common,
  }),
  fc.record({
    kind: fc.constant('service'),
    cls: fc.constant('T'),
    category: fc.constant('repair'),
    ...service,
  }),
  fc.record({ kind: fc.constant('service'), cls: fc.constant('X'), category: fc.constant('care'), ...service }),
]

const hazard = { kind: fc.constant('hazard'), hazard: fc.constant('storm'), ...common }
const hazards = [
  fc.record({
    ...hazard,
    cls: fc.constant('T'),
    item: fc.constant('band'),
    value: fc.integer({ min: 40, max: 60 }),
    low: fc.integer({ min: 0, max: 40 }),
    high: fc.integer({ min: 60, max: 99 }),
    model: fc.constant('v2'),
  }),
  fc.record({ ...hazard, cls: fc.constant('T'), item: fc.constant('inbound'), value: fc.integer({ min: -5, max: 9 }) }),
  fc.record({ ...hazard, cls: fc.constant('X'), item: fc.constant('internal'), value: fc.nat(40) }),
  fc.record({
    ...hazard,
    cls: fc.constant('X'),
    item: fc.constant('share'),
    part: fc.constantFrom('dry', 'wet'),
    value: fc.nat(60),
  }),
]

let serial = 0
/** Events of every kind and class over three days, as the log holds them; steps of a few cases in any order. */
export function storedEvents(cases: number, maxLength: number): fc.Arbitrary<readonly StoredEvent[]> {
  const one = fc.oneof({ weight: 5, arbitrary: caseOf(cases) }, ...others, ...hazards).map((event) => {
    const known = Object.entries(event).filter(([, value]) => value !== undefined)
    return { id: `e${serial++}`, ...Object.fromEntries(known) } as unknown as StoredEvent
  })
  return fc.array(one, { maxLength })
}
